/** Roles that one may hold in an organisation; the rest are held over regions. */
export const memberRoles = [
  'administrator',
  'head',
  'manager',
  'officer',
  'member',
  'buyer',
  'mentor',
] as const

/** What a business opens itself for. */
export const sharePurposes = ['coaching', 'buying', 'finance', 'training', 'research'] as const
export type SharePurpose = (typeof sharePurposes)[number]

/** Units as one reads them: each under its parent, names in order, with how deep it lies. */
export function asTree<Unit extends { id: string; parentId: string | null; name: string }>(
  units: readonly Unit[],
): (Unit & { depth: number })[] {
  const under = (parentId: string | null, depth: number): (Unit & { depth: number })[] =>
    units
      .filter((unit) => unit.parentId === parentId)
      .sort((a, b) => a.name.localeCompare(b.name, 'id'))
      .flatMap((unit) => [{ ...unit, depth }, ...under(unit.id, depth + 1)])
  return under(null, 0)
}
