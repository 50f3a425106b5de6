import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { formatDate } from '#kernel/format.ts'
import { translate } from '#kernel/problem.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import type { BusinessSubject } from '../../business.server.ts'
import { saveSection } from '../../profile/commands.server.ts'
import { fieldsOfSection, hasSection, type Section } from '../../profile/fields.ts'
import { sectionSchemas } from '../../profile/schema.ts'
import { fieldsByKind } from '../../rules.ts'
import type { FieldEntry } from '../schema.ts'

const visitedSections: readonly Section[] = ['identity', 'work', 'trade', 'art', 'place']

/**
 * What was seen on a visit to a verified business: saved section by section like the office's own pages, so that size class and
 * history follow. The owner and the numbers stay; a village is changed by a move.
 * @throws Fault `invalid_input`
 */
export async function updateSeen(ctx: Context, entry: FieldEntry, business: BusinessSubject): Promise<void> {
  const { answers } = entry
  if (answers.kind !== business.kind) throw fieldFault('answers.kind', 'registry_kind_fixed')
  if (answers.regionCode !== business.regionCode)
    throw fieldFault('answers.regionCode', 'field_visit_village_fixed')
  const number = (['nik', 'kk', 'npwp'] as const).find((name) => answers[name])
  if (number) throw fieldFault(`answers.${number}`, 'field_visit_owner_stays')
  const day = formatDate(localDate(ctx.now, zoneOf(business.regionCode)), 'id')
  const reason = translate('field_visit_reason', { day }, 'id')
  const said = { ...answeredOf(answers), ...pointOf(entry) }
  let { version } = business
  for (const section of visitedSections.filter((one) => hasSection(business.kind, one))) {
    // `workers` is one number here and several there; it lies beside their fields.
    const fields = section === 'work' ? ['workers'] : Object.keys(fieldsOfSection[section])
    const told = Object.fromEntries(Object.entries(said).filter(([field]) => fields.includes(field)))
    if (Object.keys(told).length === 0) continue
    const saved = await saveSection(ctx, { ...business, version }, section, told, { version, reason })
    version = saved.version
  }
}

/** Every question that this kind is asked, also those left empty. */
function answeredOf(answers: FieldEntry['answers']): Record<string, string | number | null> {
  const asked: readonly string[] = ['name', 'address', 'rt', 'rw', ...fieldsByKind[answers.kind]]
  const given: Readonly<Record<string, unknown>> = answers
  return Object.fromEntries(
    asked.map((field) => {
      const value = given[field]
      return [field, typeof value === 'string' || typeof value === 'number' ? value : null]
    }),
  )
}

/** Where the phone stood; one that believes itself outside Indonesia is not believed. */
function pointOf({ position }: FieldEntry): Record<string, string | number> {
  if (!position) return {}
  const { latitude, longitude, accuracy } = position
  const here = sectionSchemas.place.safeParse({ latitude, longitude, accuracy: Math.round(accuracy) })
  return here.success ? { latitude, longitude, accuracy: Math.round(accuracy), locatedBy: 'phone' } : {}
}
