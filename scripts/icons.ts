/**
 * Writes `src/ui/icons.ts`: the icons we use, each as one path, taken from Lucide (ISC licence).
 * One path an icon keeps server rendering to a single element and needs no `{@html}`.
 * Run: `node scripts/icons.ts`
 */
import { readFileSync, writeFileSync } from 'node:fs'

const names =
  `accessibility air-vent armchair arrow-down arrow-left arrow-right arrow-up ban bell briefcase building
calendar calendar-check calendar-clock calendar-plus calendar-x camera chart-column check chevron-down chevron-left
chevron-right chevron-up circle circle-alert circle-check circle-dashed circle-question-mark circle-user circle-x clipboard-list clock
copy download drama droplets ellipsis external-link eye eye-off file-text flag globe graduation-cap hand-coins
heart-handshake rotate-ccw-clock hourglass house id-card image inbox info key-round keyboard landmark languages layout-dashboard
list list-checks lock log-in log-out map-pin menu message-circle mic minus music palette pencil phone plug plus
presentation printer projector qr-code refresh-cw scan-line scale search send settings share-2 shield-check sliders-horizontal
sprout square-parking star store thumbs-up ticket toilet trash triangle-alert undo-2 upload user user-plus users
utensils volume-2 wifi wifi-off x zap`.split(/\s+/)

type Attributes = Record<string, string>
const round = (value: number) => String(Number(value.toFixed(3)))

const toPath: Record<string, (a: Attributes) => string> = {
  path: (a) => absoluteStart(a.d ?? ''),
  line: (a) => `M${a.x1} ${a.y1}L${a.x2} ${a.y2}`,
  polyline: (a) => `M${pairs(a.points)}`,
  polygon: (a) => `M${pairs(a.points)}Z`,
  circle: (a) => ellipse(Number(a.cx), Number(a.cy), Number(a.r), Number(a.r)),
  ellipse: (a) => ellipse(Number(a.cx), Number(a.cy), Number(a.rx), Number(a.ry)),
  rect: (a) => {
    const [x, y, w, h] = [Number(a.x ?? 0), Number(a.y ?? 0), Number(a.width), Number(a.height)]
    const r = Number(a.rx ?? a.ry ?? 0)
    const arc = (dx: number, dy: number) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '')
    return `M${x + r} ${y}h${w - 2 * r}${arc(r, r)}v${h - 2 * r}${arc(-r, r)}h${2 * r - w}${arc(-r, -r)}v${2 * r - h}${arc(r, -r)}z`
  },
}

/** `1 2 3 4` or `1,2 3,4` as `1 2L3 4`. */
const pairs = (points = '') =>
  (points.match(/-?[\d.]+/g) ?? [])
    .map((number, index) => (index % 2 ? ' ' : index ? 'L' : '') + number)
    .join('')

/** A path that starts with a relative move is absolute when it stands alone, but not when joined to another. */
function absoluteStart(d: string): string {
  const start = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*/.exec(d)
  if (!start) return d
  const rest = d.slice(start[0].length)
  return `M${start[1]} ${start[2]}${/^[a-z]/i.test(rest) || rest === '' ? '' : 'l'}${rest}`
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${round(cx - rx)} ${cy}a${rx} ${ry} 0 1 0 ${round(2 * rx)} 0a${rx} ${ry} 0 1 0 ${round(-2 * rx)} 0`
}

function pathOf(name: string): string {
  const url = new URL(`../node_modules/@lucide/svelte/dist/icons/${name}.svelte`, import.meta.url)
  const source = readFileSync(url, 'utf8')
  const alias = /import Icon from '\.\/([\w-]+)\.svelte'/.exec(source)
  if (alias?.[1]) return pathOf(alias[1])
  const data = /const iconData = (\{.*\});/.exec(source)?.[1]
  if (!data) throw new Error(`no icon data in ${name}`)
  const { node } = JSON.parse(data) as { node: [string, Attributes][] }
  return node
    .map(([tag, attributes]) => {
      const convert = toPath[tag]
      if (!convert) throw new Error(`${name}: no conversion for <${tag}>`)
      return convert(attributes)
    })
    .join('')
}

const lines = names.sort().map((name) => `  ${/-|\d/.test(name) ? `'${name}'` : name}: '${pathOf(name)}',`)
writeFileSync(
  new URL('../src/ui/icons.ts', import.meta.url),
  `/** Written by scripts/icons.ts from Lucide icons (ISC licence, https://lucide.dev/license). Do not edit. */
export const icons = {
${lines.join('\n')}
} as const

export type IconName = keyof typeof icons
`,
)
