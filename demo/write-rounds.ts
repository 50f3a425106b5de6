import { newId } from '#kernel/id.ts'
import { canonical } from '#modules/space/draw/canonical.ts'
import { drawFile } from '#modules/space/draw/compute.server.ts'
import { type DrawList, format } from '#modules/space/draw/document.ts'
import { sha256 } from '#modules/space/draw/order.server.ts'
import { newSigningKey } from '#modules/space/draw/signature.server.ts'
import { Weights, weightOf } from '#modules/space/draw/weights.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { seal } from '#platform/sign.ts'
import type { DemoCalendar } from './calendar.ts'
import { manager, mangkubumen } from './cast.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import type { DemoLease } from './market-leases.ts'
import type { DemoRegistration } from './registrations.ts'

const id = demoId('round', 1)
const title = 'Lapak kosong pasar potensi'
const stalls = ['A-12', 'B-08', 'C-04']
const weights = Weights.parse({})
const seed = sha256('benih contoh')
const word = 'DADU4162'
const most = 14

const columns = {
  id: 'uuid',
  round_id: 'uuid',
  number: 'int',
  region_code: 'text',
  business_id: 'uuid',
  business_name: 'text',
  owner_id: 'uuid',
  account_id: 'uuid',
  holder_name: 'text',
  holder_phone: 'text',
  any_place: 'boolean',
  sector: 'text',
  wishes: 'text[]',
  state: 'text',
  received_at: 'timestamptz',
} as const

/** The three stalls nobody has were drawn yesterday: a result anybody can compute again, with appeals still taken. */
export async function writeRounds(
  db: Database,
  calendar: DemoCalendar,
  spaceId: string,
  { registrations, leases }: { registrations: readonly DemoRegistration[]; leases: readonly DemoLease[] },
): Promise<void> {
  const at = (offset: number, minutes: number) => calendar.at(calendar.day(offset), minutes)
  const held = new Set(leases.map(({ holder }) => holder.number))
  const applicants = registrations
    .filter(
      ({ kind, outcome, number }) => kind !== 'art_group' && outcome === 'verified' && !held.has(number),
    )
    .slice(0, most)
  const key = newSigningKey()
  await db.exec(
    text(
      'insert into space.signing_key (id, public_key, private_sealed, created_at) values ($1, $2, $3, $4)',
      [newId(), key.publicKey, seal('space.signing_key', key.privateKey), at(-20, 480)],
    ),
  )
  await db.exec(
    text(
      `insert into space.round (id, space_id, region_code, state, title, rule, weights, kind, term, opens_at, applies_until, closes_at,
         meeting_at, meeting_place, appeal_days, offer_days, created_at, created_by, updated_at)
       values ($1, $2, $3, 'draft', $4, 'draw', $5, 'permanent', daterange($6::date, $7::date), $8, $9, $10, $11, 'Sasono Krida Warga', 5, 3, $12, $13, $12)`,
      [
        id,
        spaceId,
        mangkubumen,
        title,
        JSON.stringify(weights),
        calendar.day(20),
        calendar.day(380),
        at(-18, 480),
        at(-5, 900),
        at(-2, 900),
        at(-1, 540),
        at(-20, 480),
        manager.id,
      ],
    ),
  )
  await db.exec(
    text(
      `insert into space.round_place (round_id, unit_id, position, code, zone)
       select $1, u.id, row_number() over (order by u.code), u.code, coalesce(p.name, '')
       from space.unit u left join space.unit p on p.id = u.parent_id where u.space_id = $2 and u.code = any ($3)`,
      [id, spaceId, stalls],
    ),
  )
  await db.exec(
    text(
      `update space.round set state = 'announced', announced_at = $2, announced_by = $3, commitment = $4, seed_sealed = $5,
         public_key = $6, last_number = $7 where id = $1`,
      [
        id,
        at(-19, 480),
        manager.id,
        sha256(seed),
        seal('space.round_seed', seed),
        key.publicKey,
        applicants.length,
      ],
    ),
  )
  await writeApplications(db, at, applicants)
  await close(db, at)
  await drawAndSign(db, at, key)
}

const writeApplications = (
  db: Database,
  at: (offset: number, minutes: number) => string,
  applicants: readonly DemoRegistration[],
) =>
  insertRows(
    db,
    'space.application',
    columns,
    applicants.map((one, index) => ({
      id: demoId('application', index + 1),
      round_id: id,
      number: index + 1,
      region_code: mangkubumen,
      business_id: demoId('business', one.number),
      business_name: one.name,
      owner_id: demoId('person', one.number),
      account_id: one.owner.accountId,
      holder_name: one.owner.name,
      holder_phone: one.owner.phone,
      any_place: index % 4 > 0,
      sector: one.sector ?? '',
      wishes: [`place:${stalls[index % stalls.length]}`],
      state: 'applied',
      received_at: at(-17 + Math.floor(index / 2), 540 + 17 * index),
    })),
  )

/** Every third told something for the weight, and showed proof. */
const supportOf = (number: number) => (number % 3 === 0 ? 5 : number % 5 === 0 ? 3 : 0)

async function close(db: Database, at: (offset: number, minutes: number) => string): Promise<void> {
  const rows = await db.many(
    text<{ number: number; sector: string; wishes: string[]; any: boolean }>(
      `select number, sector, wishes, any_place as "any" from space.application where round_id = $1 order by number`,
      [id],
    ),
  )
  const places = await db.many(
    text<{ code: string; zone: string; sectors: string[] }>(
      'select code, zone, sectors from space.round_place where round_id = $1 order by position',
      [id],
    ),
  )
  const listed = rows.map((row) => {
    const factors = { local: true, support: supportOf(row.number), wins: 0, absences: 0, lastWin: null }
    return { ...row, factors, weight: weightOf(weights, factors) }
  })
  const list: DrawList = {
    format,
    round: id,
    title,
    space: 'Pasar Potensi UMKM Mangkubumen',
    rule: 'draw',
    weights,
    places,
    applicants: listed,
  }
  const eligibility = JSON.stringify(
    ['verified', 'no_lease', 'no_arrears'].map((rule) => ({ rule, ok: true })),
  )
  await db.exec(
    text(
      `update space.application a set state = 'eligible', eligibility = $3::jsonb, factors = x.factors, weight = x.weight
       from jsonb_to_recordset($2::jsonb) as x (number int, factors jsonb, weight int) where a.round_id = $1 and a.number = x.number`,
      [id, JSON.stringify(listed), eligibility],
    ),
  )
  const document = canonical(list)
  await db.exec(
    text(`update space.round set state = 'closed', closed_at = $2, list = $3, list_hash = $4 where id = $1`, [
      id,
      at(-2, 900),
      document,
      sha256(document),
    ]),
  )
}

async function drawAndSign(
  db: Database,
  at: (offset: number, minutes: number) => string,
  key: { publicKey: string; privateKey: string },
): Promise<void> {
  const { list } = await db.one(text<{ list: string }>('select list from space.round where id = $1', [id]))
  const second = (instant: string) => `${instant.slice(0, 19)}Z`
  const file = drawFile(
    JSON.parse(list) as DrawList,
    {
      commitment: { hash: sha256(seed), at: second(at(-19, 480)) },
      closedAt: second(at(-2, 900)),
      seed,
      word,
      drawnAt: second(at(-1, 600)),
    },
    key,
  )
  await db.exec(
    text(
      `update space.application a set rank = x.rank, unit_id = p.unit_id, day = p.day, state = case when p.unit_id is null then 'reserve' else 'placed' end
       from unnest($2::int[]) with ordinality as x (number, rank)
       left join jsonb_to_recordset($3::jsonb) as w (place text, number int) on w.number = x.number
       left join space.round_place p on p.round_id = $1 and p.code = w.place
       where a.round_id = $1 and a.number = x.number`,
      [id, file.order, JSON.stringify(file.places)],
    ),
  )
  await db.exec(
    text(
      `update space.round set state = 'drawn', word = $2, word_source = 'Empat dadu dilempar wakil pedagang', result = $3, drawn_at = $4,
         drawn_by = $5, appeals_until = $6 where id = $1`,
      [id, word, canonical(file), at(-1, 600), manager.id, at(6, 1439)],
    ),
  )
}
