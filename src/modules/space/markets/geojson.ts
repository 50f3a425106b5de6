import { areaOf, boundsOf, cornersOf, round, toShape, type XY } from './geometry.ts'
import { mostStalls, PlanStall, type Shape, StallCode } from './schema.ts'

/** Metres of a degree of latitude; of longitude at the equator. Within a market the earth is flat. */
const perLat = 110_574
const perLon = 111_320

/** The middle of the plan on the earth. */
export interface Origin {
  latitude: number
  longitude: number
}

export interface Problem {
  /** Number of the feature in the file, from 1. */
  feature: number
  key: string
}

export interface ReadStalls {
  stalls: PlanStall[]
  problems: Problem[]
  width: number
  height: number
}

type Thing = Record<string, unknown>
const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** The outer ring of a polygon, without its closing point; undefined when it is none. */
function ringOf(feature: unknown): XY[] | undefined {
  if (!isThing(feature) || !isThing(feature.geometry) || feature.geometry.type !== 'Polygon') return undefined
  const rings = feature.geometry.coordinates
  const outer: unknown = Array.isArray(rings) ? rings[0] : undefined
  if (!Array.isArray(outer) || outer.length < 4 || outer.length > 41) return undefined
  const points: XY[] = []
  for (const position of outer.slice(0, -1)) {
    if (!Array.isArray(position) || !isNumber(position[0]) || !isNumber(position[1])) return undefined
    const [lon, lat] = position
    if (Math.abs(lon) > 180 || Math.abs(lat) > 85) return undefined
    points.push([lon, lat])
  }
  return points
}

const first = (properties: Thing, ...names: string[]) =>
  names.map((name) => properties[name]).find((value) => value !== undefined)
const yes = (value: unknown) =>
  value === true || value === 1 || value === 'ya' || value === 'yes' || value === 'true'

function stallOf(feature: unknown, shape: Shape): PlanStall | string {
  const properties = isThing(feature) && isThing(feature.properties) ? feature.properties : {}
  const code = StallCode.safeParse(String(first(properties, 'code', 'kode', 'nomor') ?? ''))
  if (!code.success) return 'market_field_code'
  const zone = first(properties, 'zone', 'zona')
  const parsed = PlanStall.safeParse({
    code: code.data,
    shape,
    stallKind: first(properties, 'kind', 'jenis'),
    tenure: first(properties, 'tenure', 'masa'),
    zone: zone === undefined || zone === '' ? null : zone,
    water: yes(first(properties, 'water', 'air')),
    power: yes(first(properties, 'power', 'listrik')),
  })
  return parsed.success ? parsed.data : 'market_import_values'
}

/** @throws when the text is no GeoJSON of a size that can be a market; the message is a key */
export class NotGeoJson extends Error {}

function featuresOf(text: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new NotGeoJson('market_import_not_json')
  }
  if (!isThing(parsed) || parsed.type !== 'FeatureCollection' || !Array.isArray(parsed.features))
    throw new NotGeoJson('market_import_not_features')
  if (parsed.features.length > mostStalls) throw new NotGeoJson('market_import_too_many')
  return parsed.features
}

/**
 * Read stalls from GeoJSON: longitude and latitude become metres on the plan. Features that cannot be a stall are named, the
 * others are read.
 * @param ground where the middle of the plan lies on the earth and how large it is; a new plan is as large as what is in the file
 */
export function readGeoJson(
  text: string,
  ground?: { origin: Origin | null; width: number; height: number },
): ReadStalls {
  const features = featuresOf(text)
  const rings = features.map(ringOf)
  const all = rings.flatMap((ring) => ring ?? [])
  if (all.length === 0) throw new NotGeoJson('market_import_no_polygon')
  const box = boundsOf(all)
  const middle = { latitude: box.y + box.h / 2, longitude: box.x + box.w / 2 }
  const near =
    ground?.origin && Math.hypot(...inMetres([middle.longitude, middle.latitude], ground.origin)) < 2000
  const origin = near && ground?.origin ? ground.origin : middle
  const span = { w: box.w * perLon * Math.cos((middle.latitude * Math.PI) / 180), h: box.h * perLat }
  if (Math.max(span.w, span.h) > 1990) throw new NotGeoJson('market_import_too_large')
  const width = ground?.width ?? Math.ceil(span.w) + 4
  const height = ground?.height ?? Math.ceil(span.h) + 4
  const stalls: PlanStall[] = []
  const problems: Problem[] = []
  const codes = new Set<string>()
  const placed = (ring: readonly XY[]) =>
    ring.map((position): XY => {
      const [x, y] = inMetres(position, origin)
      return [x + width / 2, y + height / 2]
    })
  for (const [index, ring] of rings.entries()) {
    const stall = ring
      ? judge(features[index], placed(ring), { codes, width, height })
      : 'market_import_not_polygon'
    if (typeof stall === 'string') problems.push({ feature: index + 1, key: stall })
    else {
      codes.add(stall.code)
      stalls.push(stall)
    }
  }
  return { stalls, problems, width, height }
}

/** The stall a feature is, or why it cannot be one. */
function judge(
  feature: unknown,
  points: readonly XY[],
  ground: { codes: ReadonlySet<string>; width: number; height: number },
): PlanStall | string {
  const shape = toShape(points)
  const stall = stallOf(feature, shape)
  if (typeof stall === 'string') return stall
  if (ground.codes.has(stall.code)) return 'market_import_twice'
  if (points.some(([x, y]) => x < 0 || y < 0 || x > ground.width || y > ground.height))
    return 'market_import_outside'
  return areaOf(shape) < 0.1 ? 'market_import_values' : stall
}

/** East and south of the origin, in metres: y grows downwards as on a screen. */
const inMetres = ([lon, lat]: XY, origin: Origin): [number, number] => [
  (lon - origin.longitude) * perLon * Math.cos((origin.latitude * Math.PI) / 180),
  (origin.latitude - lat) * perLat,
]

/** A plan as GeoJSON; read again it gives the same plan to the centimetre. */
export function writeGeoJson(
  plan: { width: number; height: number; stalls: readonly PlanStall[] },
  origin: Origin,
): object {
  const toEarth = ([x, y]: XY) => [
    origin.longitude + (x - plan.width / 2) / (perLon * Math.cos((origin.latitude * Math.PI) / 180)),
    origin.latitude - (y - plan.height / 2) / perLat,
  ]
  return {
    type: 'FeatureCollection',
    features: plan.stalls.map((stall) => {
      const ring = cornersOf(stall.shape).map(toEarth)
      return {
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
        properties: {
          code: stall.code,
          kind: stall.stallKind,
          tenure: stall.tenure,
          zone: stall.zone,
          water: stall.water,
          power: stall.power,
          area: round(areaOf(stall.shape)),
        },
      }
    }),
  }
}
