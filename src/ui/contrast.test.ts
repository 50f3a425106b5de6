import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Rgb = [number, number, number]

const sheet = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8')
const [lightText = '', darkText = ''] = sheet.split('@media (prefers-color-scheme: dark)')

/** Tokens of one theme; blocks for browsers without oklch are left out, their values are the default hue's. */
function tokensOf(text: string): Map<string, string> {
  const [main = ''] = text.split('@supports not')
  return new Map(
    [...main.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}
const light = tokensOf(lightText)
const dark = new Map([...light, ...tokensOf(darkText)])

/** Oklch to linear sRGB (Ottosson 2020), clipped to what a screen can show. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function linear(value: string, hue: number): Rgb {
  const oklch = /^oklch\(([\d.]+) ([\d.]+)/.exec(value)
  if (oklch) return fromOklch(Number(oklch[1]), Number(oklch[2]), hue)
  const parts = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return [r, g, b]
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** Contrast by WCAG 2.2 of two tokens at one accent hue. */
function contrast(theme: Map<string, string>, one: string, other: string, hue: number): number {
  const [low = 0, high = 0] = [one, other]
    .map((name) => luminance(linear(theme.get(name) ?? '', hue)))
    .sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const text: [string, string[]][] = [
  [
    'ink',
    ['paper', 'surface', 'sunken', 'accent-soft', 'info-soft', 'success-soft', 'warning-soft', 'danger-soft'],
  ],
  ['ink-2', ['paper', 'surface', 'sunken', 'accent-soft']],
  ['accent', ['paper', 'surface', 'sunken', 'accent-soft']],
  ['accent-strong', ['paper', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['clay', ['paper', 'surface', 'clay-soft']],
  ['info', ['info-soft', 'surface']],
  ['success', ['success-soft', 'surface', 'paper']],
  ['warning', ['warning-soft', 'surface']],
  ['danger', ['danger-soft', 'surface', 'paper']],
]
const hues = Array.from({ length: 24 }, (_, index) => index * 15)

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme at any accent hue', (_name, theme) => {
  test.each(text)('%s is readable on %j', (ink, grounds) => {
    for (const ground of grounds)
      for (const hue of hues)
        expect(contrast(theme, ink, ground, hue), `${ink} on ${ground} at hue ${hue}`).toBeGreaterThanOrEqual(
          4.5,
        )
  })

  test('borders of controls and the focus ring stand out', () => {
    for (const mark of ['line-strong', 'focus'])
      for (const ground of ['paper', 'surface', 'sunken'])
        expect(contrast(theme, mark, ground, 195), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3)
  })
})
