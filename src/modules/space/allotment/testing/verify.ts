import { check } from '../../../../../static/draw/recompute.js'
import type { DrawFile } from '../../draw/document.ts'
import { verifyDraw } from '../../draw/verify.server.ts'

/** What differs in a published file; both implementations are asked and must say the same. */
export async function verdictOf(file: DrawFile, publicKey: string): Promise<string[]> {
  const here = verifyDraw(file, publicKey).filter(({ ok }) => !ok)
  const there = (await check(file, publicKey)).filter(({ ok }) => !ok)
  const names = here.map((finding) => finding.check)
  if (JSON.stringify(names) !== JSON.stringify(there.map((finding) => finding.check)))
    throw new Error('the two implementations disagree')
  return names
}

/** The same file with one ticket too many. */
export const changeSize = (file: DrawFile): DrawFile => ({
  ...file,
  list: {
    ...file.list,
    applicants: file.list.applicants.map((one, index) =>
      index === 0 ? { ...one, weight: one.weight + 1 } : one,
    ),
  },
})
