/** One line of a table: what was measured, and what it must reach where a figure is promised. */
export interface Figure {
  what: string
  value: string
  target?: string
  /** Absent where nothing is promised. */
  met?: boolean
}

export interface Section {
  /** Of a part that was run at another size than usual: kept beside the usual one. */
  variant?: string
  title: string
  figures: Figure[]
  /** How it was measured, where the numbers need it. */
  notes?: string[]
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

export const count = (value: number) => (Math.abs(value) < 100 ? small : number).format(value)
export const rate = (perSecond: number) => `${count(perSecond)}/s`
export const share = (part: number, whole: number) => `${small.format((part / whole) * 100)} %`
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
export const megabytes = (bytes: number) => `${count(bytes / 1_000_000)} MB`
export const milliseconds = (value: number) =>
  value < 1000 ? `${small.format(value)} ms` : `${small.format(value / 1000)} s`

/** A figure with a floor: `value / of` must be at least `least`. */
export const atLeast = (what: string, value: number, of: number, least: number): Figure => ({
  what,
  value: share(value, of),
  target: `≥ ${share(least, 1)}`,
  met: value / of >= least,
})

/** A figure with a ceiling, printed as `print` says. */
export const atMost = (
  what: string,
  value: number,
  most: number,
  print: (value: number) => string,
): Figure => ({
  what,
  value: print(value),
  target: `≤ ${print(most)}`,
  met: value <= most,
})

const header = ['figure', 'measured', 'target', ''] as const
const verdict = ({ met }: Figure) => (met === undefined ? '' : met ? 'met' : 'MISSED')
const cells = (figure: Figure) => [figure.what, figure.value, figure.target ?? '', verdict(figure)]

/** The section as a table for a terminal. */
export function asText({ title, figures, notes = [] }: Section): string {
  const rows = [header.slice(), ...figures.map(cells)]
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  return [`\n${title}`, '─'.repeat(title.length), ...lines, ...notes.map((note) => `  ${note}`)].join('\n')
}

/** The section as Markdown. */
export function asMarkdown({ title, figures, notes = [] }: Section): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  const table = [line(header), '|---|--:|---|---|', ...figures.map((figure) => line(cells(figure)))]
  return [
    `## ${title}`,
    '',
    ...table,
    ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []),
  ].join('\n')
}
