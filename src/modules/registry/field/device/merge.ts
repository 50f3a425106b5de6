import { type Attempt, secretQuestions, type Typed } from './entry.ts'

/** Questions the office never tells (numbers are masked there) or that no office changes. */
const apart: readonly string[] = [...secretQuestions, 'consent', 'kind']

const said = (typed: Typed, name: string) => (typed[name] ?? '').trim()

/** Every question that two versions may differ in. */
const names = (...versions: readonly Typed[]) =>
  [...new Set(versions.flatMap((version) => Object.keys(version)))].filter((name) => !apart.includes(name))

/** Do two versions say the same? */
export const sameAnswers = (a: Typed, b: Typed): boolean =>
  names(a, b).every((name) => said(a, name) === said(b, name))

export interface Merged {
  /** What both sides say together; where they clash, what this phone says. */
  typed: Typed
  clashes: string[]
}

/**
 * Bring together what was changed here and at the office since both were the same. Whoever alone changed a question is right;
 * where both did, and differently, a person decides.
 */
export function merge(base: Typed, mine: Typed, theirs: Typed): Merged {
  const typed: Record<string, string> = { ...mine }
  const clashes: string[] = []
  for (const name of names(base, mine, theirs)) {
    const [was, here, there] = [said(base, name), said(mine, name), said(theirs, name)]
    if (there === was || there === here) continue
    if (here === was) typed[name] = there
    else clashes.push(name)
  }
  return { typed, clashes }
}

/** The version the office started from: one that may have arrived unanswered if it is just that, else the last agreed one. */
export function baseOf(agreed: Typed | undefined, attempted: readonly Attempt[], theirs: Typed): Typed {
  const arrived = attempted.find(({ typed }) => sameAnswers(typed, theirs))
  return arrived?.typed ?? agreed ?? attempted.at(-1)?.typed ?? {}
}

/** Settle a conflict: for each clashing question, whose answer stands. */
export function settleClashes(
  typed: Typed,
  theirs: Typed,
  chosen: Readonly<Record<string, 'mine' | 'theirs'>>,
): Typed {
  const taken = Object.entries(chosen)
    .filter(([, whose]) => whose === 'theirs')
    .map(([name]) => [name, theirs[name] ?? ''])
  return { ...typed, ...Object.fromEntries(taken) }
}
