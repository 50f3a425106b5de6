import { describe, expect, test } from 'vitest'
import { anonymous, systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { readOwn, register, resubmit } from './operations.server.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from './provision.server.ts'
import { linkToken } from './secrets.server.ts'
import { here, world } from './testing/world.ts'

const at = await world()
const sample = (more: object = {}) => ({ ...sampleRegistration(more), consent: true })

describe('a returned registration', () => {
  async function returned() {
    const person = await at.resident()
    const receipt = await provisionRegistration({ pool: at.app, actor: person }, sampleRegistration())
    await provisionDecision({ pool: at.app, actor: at.officer }, receipt.id, {
      decision: 'return',
      reason: 'Alamat belum jelas',
    })
    return { person, receipt }
  }

  test('is mended by its owner, keeps its number, and begins a second round', async () => {
    const { person, receipt } = await returned()
    const input = { ...sample({ address: 'Jl. Yosodipuro 1' }), registrationId: receipt.id }
    const again = await execute(resubmit, input, at.call(person))
    expect(again.reference).toBe(receipt.reference)
    const { entry, rounds } = await execute(readOwn, { subjectId: receipt.subjectId }, at.call(person))
    expect(entry).toMatchObject({ address: 'Jl. Yosodipuro 1', state: 'submitted' })
    expect(rounds.map((round) => [round.round, round.decision])).toEqual([
      [2, null],
      [1, 'returned'],
    ])
    await expect(execute(resubmit, input, at.call(person))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('two at once: one is sent again', async () => {
    const { person, receipt } = await returned()
    const input = { ...sample(), registrationId: receipt.id }
    const results = await Promise.allSettled([1, 2, 3].map(() => execute(resubmit, input, at.call(person))))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('cannot be mended by others, nor become another kind', async () => {
    const { person, receipt } = await returned()
    const input = { ...sample(), registrationId: receipt.id }
    for (const actor of [await at.resident(), anonymous])
      await expect(execute(resubmit, input, at.call(actor))).rejects.toMatchObject({ code: 'not_found' })
    await expect(execute(resubmit, input, at.call(at.officer))).rejects.toMatchObject({ code: 'forbidden' })
    const other = { ...sample({ kind: 'art_group' }), registrationId: receipt.id }
    await expect(execute(resubmit, other, at.call(person))).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('the link that was sent', () => {
  test('shows one entry to whoever holds it; a wrong one shows nothing', async () => {
    const receipt = await provisionRegistration(
      { pool: at.app, actor: await at.resident() },
      sampleRegistration(),
    )
    const other = await provisionRegistration(
      { pool: at.app, actor: await at.resident() },
      sampleRegistration(),
    )
    const { subjectId } = receipt
    const token = linkToken(subjectId)
    const { entry, own } = await execute(readOwn, { subjectId, token }, at.call(anonymous))
    expect([entry.reference, own]).toEqual([receipt.reference, false])
    for (const input of [
      { subjectId },
      { subjectId, token: 'x' },
      { subjectId: other.subjectId, token },
      { subjectId, token: linkToken(other.subjectId) },
    ])
      await expect(execute(readOwn, input, at.call(anonymous))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('the system, which jobs run as, is not stopped by any of this', async () => {
    const receipt = await execute(register, sample({ regionCode: here }), at.call(await at.resident()))
    await expect(
      execute(
        readOwn,
        { subjectId: receipt.subjectId, token: linkToken(receipt.subjectId) },
        at.call(systemActor('jobs')),
      ),
    ).resolves.toMatchObject({ entry: { reference: receipt.reference } })
  })
})
