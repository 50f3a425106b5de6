import { query } from '#kernel/form.server.ts'
import { formatNumber } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import {
  boxAround,
  lineStep,
  linesBetween,
  radiusOf,
  tileDegrees,
  viewRatio,
} from '#modules/registry/directory/map.ts'
import { readMap } from '#modules/registry/directory/operations.server.ts'
import { maxZoom, minZoom } from '#modules/registry/directory/schema.ts'
import { queryOf } from '#modules/registry/directory/ui/address.ts'
import { businessPath } from '#modules/registry/ui/tabs.ts'
import { askedOf } from '../directory.server.ts'
import type { PageServerLoad } from './$types'

const path = '/kantor/pelaku/peta'
const width = 1000
const height = Math.round(width / viewRatio)

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** Middle and zoom of the address; all of Indonesia where it says nothing one can read. */
function viewIn(search: URLSearchParams) {
  const read = (name: string, low: number, high: number, otherwise: number) => {
    const value = Number(search.get(name) ?? Number.NaN)
    return Number.isFinite(value) ? within(value, low, high) : otherwise
  }
  return {
    zoom: Math.round(read('z', minZoom, maxZoom, 4)),
    latitude: read('lintang', -15, 10, -2.5),
    longitude: read('bujur', 90, 146, 118),
  }
}

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const asked = await askedOf(event, path)
  const { sort: _, ...narrowing } = asked.filter
  const wanted = viewIn(event.url.searchParams)
  const unplaced = !event.url.searchParams.has('z')
  let view = wanted
  let map = await query(event, readMap, { ...narrowing, ...view })
  // Nobody said where to look: go where the businesses are.
  if (unplaced && map.clusters.length > 0) {
    view = around(map.clusters)
    map = await query(event, readMap, { ...narrowing, ...view })
  }
  const box = boxAround(view.latitude, view.longitude, view.zoom)
  const x = (longitude: number) => Math.round(((longitude - box.west) / (box.east - box.west)) * width)
  const y = (latitude: number) => Math.round(((box.north - latitude) / (box.north - box.south)) * height)
  const to = (zoom: number, latitude: number, longitude: number) =>
    href(path, locale) +
    queryOf(asked.filter, {
      z: String(within(zoom, minZoom, maxZoom)),
      lintang: within(latitude, -15, 10).toFixed(4),
      bujur: within(longitude, 90, 146).toFixed(4),
    })
  const step = tileDegrees(view.zoom)
  const lines = lineStep(view.zoom)
  const { zoom, latitude, longitude } = view
  return {
    ...asked,
    more: map.more,
    width,
    height,
    total: formatNumber(
      map.clusters.reduce((sum, { count }) => sum + count, 0),
      locale,
    ),
    listHref: href('/kantor/pelaku', locale) + asked.here,
    meridians: linesBetween(box.west, box.east, lines).map((degrees) => ({ at: x(degrees), degrees })),
    parallels: linesBetween(box.south, box.north, lines).map((degrees) => ({ at: y(degrees), degrees })),
    moves: {
      in: zoom < maxZoom ? to(zoom + 1, latitude, longitude) : null,
      out: zoom > minZoom ? to(zoom - 1, latitude, longitude) : null,
      north: to(zoom, latitude + step * 0.7, longitude),
      south: to(zoom, latitude - step * 0.7, longitude),
      west: to(zoom, latitude, longitude - step * 1.1),
      east: to(zoom, latitude, longitude + step * 1.1),
    },
    clusters: map.clusters
      .toSorted((a, b) => b.count - a.count)
      .map((cluster) => ({
        key: `${cluster.latitude} ${cluster.longitude} ${cluster.id}`,
        latitude: formatNumber(cluster.latitude, locale, 2),
        longitude: formatNumber(cluster.longitude, locale, 2),
        x: x(cluster.longitude),
        y: y(cluster.latitude),
        r: radiusOf(cluster.count),
        count: formatNumber(cluster.count, locale),
        short: shortOf(cluster.count),
        name: cluster.name,
        one: cluster.count === 1,
        href: cluster.id
          ? href(businessPath('office', cluster.id), locale)
          : to(zoom + 2, cluster.latitude, cluster.longitude),
      })),
  }
}

/** A number that fits a circle: 12rb, 1,2jt. */
function shortOf(count: number): string {
  if (count < 1000) return String(count)
  if (count < 1_000_000) return `${Math.round(count / 1000)}rb`
  return `${(count / 1_000_000).toFixed(1).replace('.', ',')}jt`
}

/** The closest view that holds all clusters. */
function around(clusters: readonly { latitude: number; longitude: number }[]) {
  const latitudes = clusters.map((cluster) => cluster.latitude)
  const longitudes = clusters.map((cluster) => cluster.longitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const [latitude, longitude] = [(south + north) / 2, (west + east) / 2]
  for (let zoom = 15; zoom > 4; zoom--) {
    const box = boxAround(latitude, longitude, zoom)
    const margin = tileDegrees(zoom) * 0.15
    if (
      box.west + margin < west &&
      box.east - margin > east &&
      box.south + margin < south &&
      box.north - margin > north
    )
      return { zoom, latitude, longitude }
  }
  return { zoom: 4, latitude: -2.5, longitude: 118 }
}
