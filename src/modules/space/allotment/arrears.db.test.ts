import { expect, test } from 'vitest'
import { now, world } from '../testing/world.ts'
import { readApplication } from './operations.server.ts'
import { during, rounds } from './testing/rounds.ts'

const here = await world()
const { round, applicant, close, market } = rounds(here)

test('an unpaid charge past its day keeps a business out until it is paid', async () => {
  const { id } = await round({ rule: 'first_come' }, ['A-1'])
  const { application, owner, businessId } = await applicant(id)
  const { unitIds } = await market(['Z-1'])
  const charge = async (due: string) =>
    (
      await here.owner.query<{ id: string }>(
        `with held as (
           insert into space.lease (space_id, unit_id, span, region_code, state, kind, origin, term, business_id, holder_name, created_at, updated_at)
           select u.space_id, u.id, u.span, '33.72.05.1010', 'active', 'permanent', 'direct', '[2026-01-01,2026-06-01)', $2, 'Bu Darmi', now(), now()
           from space.unit u where u.id = $1
           returning id, space_id)
         insert into space.charge (lease_id, space_id, region_code, from_day, to_day, amount, due_on, state, created_at)
         select id, space_id, '33.72.05.1010', '2026-03-01', '2026-03-31', 75000, $3, 'due', now() from held returning id`,
        [unitIds[0], businessId, due],
      )
    ).rows[0]?.id
  const read = async () =>
    (await here.run(readApplication, owner, { applicationId: application.id }, { now: during })).application
  expect((await read()).eligibility).toContainEqual({ rule: 'no_arrears', ok: true })
  const chargeId = await charge(now.slice(0, 10))
  expect((await read()).eligibility).toContainEqual({ rule: 'no_arrears', ok: false, amount: 75_000 })
  await here.owner.query(
    `update space.charge set state = 'waived', waived_reason = 'Pasar diperbaiki' where id = $1`,
    [chargeId],
  )
  expect((await read()).eligibility).toContainEqual({ rule: 'no_arrears', ok: true })
  await here.owner.query(`update space.charge set state = 'due', waived_reason = null where id = $1`, [
    chargeId,
  ])
  await close(id)
  expect(await read()).toMatchObject({ state: 'ineligible' })
  expect((await read()).eligibility).toContainEqual({ rule: 'no_arrears', ok: false, amount: 75_000 })
})
