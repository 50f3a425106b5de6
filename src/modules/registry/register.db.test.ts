import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { claim, listMine, readKnown, readOwn, register, registerAtDesk } from './operations.server.ts'
import { provisionAtDesk, provisionRegistration, sampleRegistration } from './provision.server.ts'
import { elsewhere, world } from './testing/world.ts'

const at = await world()
const sample = (more: object = {}) => ({ ...sampleRegistration(more), consent: true })

describe('registering', () => {
  test('answers a reference, the deadline in working days, and a message to the phone', async () => {
    const sri = await at.resident()
    const receipt = await execute(register, sample(), at.call(sri, { now: '2026-11-20T03:00:00Z' }))
    expect(receipt.reference).toMatch(/^BRD-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
    expect(receipt.deadline).toBe('2026-11-25T16:59:59Z')
    const { rows } = await at.owner.query('select recipient, body from kernel.message where about_id = $1', [
      receipt.id,
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0].recipient).toBe(sri.phone)
    expect(rows[0].body).toContain(receipt.reference)
    expect(rows[0].body).toContain('25 November 2026')
  })

  test.each(['business', 'street_trader', 'art_group', 'organisation'] as const)(
    'takes every kind: %s',
    async (kind) => {
      const person = await at.resident()
      const answers = sampleRegistration({ kind, name: `Contoh ${kind}` })
      const receipt = await provisionRegistration({ pool: at.app, actor: person }, answers)
      const { entry } = await execute(readOwn, { subjectId: receipt.subjectId }, at.call(person))
      expect(entry).toMatchObject({
        ...answers,
        phone: person.phone,
        place: expect.stringContaining('Kelurahan Mangkubumen'),
      })
    },
  )

  test('keeps NIK, family card and NPWP unreadable, and shows them masked', async () => {
    const person = await at.resident()
    const numbers = {
      nik: '3372055507850001',
      kk: '3372051507850001',
      npwp: '013000666123000',
      nib: '1234567890123',
    }
    const receipt = await provisionRegistration({ pool: at.app, actor: person }, sampleRegistration(numbers))
    const { entry } = await execute(readOwn, { subjectId: receipt.subjectId }, at.call(person))
    expect(entry).toMatchObject({
      nik: '3372••••••••0001',
      npwp: '0130•••••••3000',
      hasHousehold: true,
      nib: numbers.nib,
    })
    const { rows } = await at.owner.query(
      `select row_to_json(p)::text || row_to_json(b)::text || row_to_json(h)::text as everything
       from registry.business b join registry.person p on p.id = b.owner_id join registry.household h on h.id = p.household_id
       where b.id = $1`,
      [receipt.subjectId],
    )
    for (const secret of [numbers.nik, numbers.kk, numbers.npwp]) {
      expect(rows[0].everything).not.toContain(secret)
      expect(rows[0].everything).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })

  test('records a person once, however many businesses they have, and asks their name once', async () => {
    const person = await at.resident('Bu Tini')
    for (const name of ['Satu', 'Dua'])
      await provisionRegistration({ pool: at.app, actor: person }, sampleRegistration({ name }))
    const { rows } = await at.owner.query(
      'select count(*) as people from registry.person where account_id = $1',
      [person.accountId],
    )
    expect(rows[0].people).toBe(1)
    const known = await execute(readKnown, {}, at.call(person))
    expect(known).toMatchObject({ name: 'Sri Wahyuni', phone: person.phone })
  })

  test('members of one family card share a household, whichever region they register in', async () => {
    const [one, two] = [await at.resident(), await at.resident()]
    const kk = '3372051607850002'
    await provisionRegistration({ pool: at.app, actor: one }, sampleRegistration({ kk }))
    await provisionRegistration(
      { pool: at.app, actor: two },
      sampleRegistration({ kk, regionCode: elsewhere }),
    )
    const { rows } = await at.owner.query(
      'select count(distinct household_id) as households from registry.person where account_id = any ($1)',
      [[one.accountId, two.accountId]],
    )
    expect(rows[0].households).toBe(1)
  })

  test('a NIK that is registered already is refused at its field', async () => {
    const nik = '3372051707850003'
    await provisionRegistration({ pool: at.app, actor: await at.resident() }, sampleRegistration({ nik }))
    const other = at.call(await at.resident())
    await expect(execute(register, sample({ nik }), other)).rejects.toMatchObject({
      code: 'invalid_input',
      info: { fields: [{ path: 'nik', key: 'registry_nik_taken' }] },
    })
  })

  test('twenty at once with one NIK: one is registered', async () => {
    const nik = '3372051807850004'
    const people = await Promise.all(Array.from({ length: 20 }, () => at.resident()))
    const results = await Promise.allSettled(
      people.map((person) => execute(register, sample({ nik }), at.call(person))),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const { rows } = await at.owner.query(
      'select count(*) as n from registry.business b join registry.person p on p.id = b.owner_id where p.nik_mask = $1',
      ['3372••••••••0004'],
    )
    expect(rows[0].n).toBe(1)
  })
})

describe('bad input', () => {
  test('missing, malformed and oversized answers are told at their fields', async () => {
    const call = at.call(await at.resident())
    const cases: [object, string[]][] = [
      [{}, ['kind', 'name', 'regionCode', 'address', 'ownerName', 'consent']],
      [{ ...sample(), kind: 'castle' }, ['kind']],
      [{ ...sample(), name: 'x'.repeat(100_000) }, ['name']],
      [{ ...sample(), description: 5 }, ['description']],
      [{ ...sample(), nik: '123' }, ['nik']],
      [{ ...sample(), npwp: 'abc' }, ['npwp']],
      [{ ...sample(), regionCode: '33.72.05' }, ['regionCode']],
      [{ ...sample(), regionCode: '33.72.05.1999' }, ['regionCode']],
      [{ ...sample(), startedYear: 2099 }, ['startedYear']],
      [{ ...sample(), workers: 1.5 }, ['workers']],
      [{ ...sample(), consent: false }, ['consent']],
    ]
    for (const [input, paths] of cases) {
      const fault = await execute(register, input, call).catch((error: unknown) => error)
      expect(fault, paths.join()).toMatchObject({ code: 'invalid_input' })
      const { fields } = (fault as { info: { fields: { path: string }[] } }).info
      expect(
        fields.map((field) => field.path),
        paths.join(),
      ).toEqual(paths)
    }
  })

  test('signs of every sort are kept as they are', async () => {
    const person = await at.resident()
    const name = `Warung "Bu Sri's" <b>& Co</b> 🏠 '; drop table registry.person; --`
    const receipt = await provisionRegistration({ pool: at.app, actor: person }, sampleRegistration({ name }))
    expect((await execute(readOwn, { subjectId: receipt.subjectId }, at.call(person))).entry.name).toBe(name)
  })

  test('visitors must sign in first', async () => {
    await expect(execute(register, sample(), at.call(anonymous))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('the same request twice is one registration; the same key for another is refused', async () => {
    const call = at.call(await at.resident(), { idempotencyKey: 'register-once-1' })
    const [first, second] = await Promise.all([
      execute(register, sample(), call),
      execute(register, sample(), call),
    ])
    expect(second).toEqual(first)
    await expect(execute(register, sample({ name: 'Lain' }), call)).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    })
    const { rows } = await at.owner.query(
      'select count(*) as n from registry.registration where account_id = $1',
      [call.actor.accountId],
    )
    expect(rows[0].n).toBe(1)
  })
})

describe('at the desk', () => {
  const officer = { pool: at.app, actor: at.officer }

  test('an officer registers somebody of the region, who is told by message', async () => {
    const receipt = await provisionAtDesk(
      officer,
      sampleRegistration({ name: 'Bakso Min' }),
      '0812 7777 0001',
    )
    const { rows } = await at.owner.query('select recipient from kernel.message where about_id = $1', [
      receipt.id,
    ])
    expect(rows).toEqual([{ recipient: '+6281277770001' }])
  })

  test('nobody else may, and nobody for another region', async () => {
    const input = { ...sample(), consent: true }
    for (const actor of [at.foreigner, await at.resident()])
      await expect(execute(registerAtDesk, input, at.call(actor))).rejects.toMatchObject({
        code: 'forbidden',
      })
    const far = { ...input, regionCode: elsewhere }
    await expect(execute(registerAtDesk, far, at.call(at.officer))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('the same person is recognised by phone and name; a namesake with another NIK is somebody else', async () => {
    const phone = '+6281277770002'
    const answers = (more: object) => sampleRegistration({ ownerName: 'Mulyono', ...more })
    await provisionAtDesk(officer, answers({ name: 'Usaha A', nik: '3372051907850005' }), phone)
    await provisionAtDesk(officer, answers({ name: 'Usaha B', ownerName: 'MULYONO' }), phone)
    await provisionAtDesk(officer, answers({ name: 'Usaha C', nik: '3372051907850006' }), phone)
    const { rows } = await at.owner.query('select count(*) as people from registry.person where phone = $1', [
      phone,
    ])
    expect(rows[0].people).toBe(2)
  })

  test('whoever holds the phone number may claim it, and nobody else', async () => {
    const person = await at.resident()
    const receipt = await provisionAtDesk(officer, sampleRegistration({ name: 'Jamu Yu Nah' }), person.phone)
    const { claimable, items } = await execute(listMine, {}, at.call(person))
    expect([claimable.map((one) => one.reference), items]).toEqual([[receipt.reference], []])
    const { subjectId } = receipt
    await expect(execute(claim, { subjectId }, at.call(await at.resident()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await execute(claim, { subjectId }, at.call(person))
    const mine = await execute(listMine, {}, at.call(person))
    expect([mine.claimable, mine.items.map((item) => item.name)]).toEqual([[], ['Jamu Yu Nah']])
    await expect(execute(claim, { subjectId }, at.call(person))).rejects.toMatchObject({ code: 'not_found' })
  })
})
