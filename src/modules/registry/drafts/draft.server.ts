import type { RequestEvent } from '@sveltejs/kit'
import { claimsOf } from '#kernel/execute.server.ts'
import { newId } from '#kernel/id.ts'
import { appPool } from '#platform/database/app-pool.ts'
import { text } from '#platform/database/query.ts'
import { type Database, transaction } from '#platform/database/transaction.ts'
import { seal, sign, unseal, verify } from '#platform/sign.ts'
import { draftDays } from '../rules.ts'
import type { Answers, Draft, Mending } from './draft.ts'

/**
 * A draft decides nothing and may be lost, so it is no operation: it leaves no audit entry. It is kept on the server, encrypted,
 * under a key in a signed cookie, so that Back, a reload and a lost signal lose nothing and no account is needed yet.
 */
const cookie = 'berdaya_daftar'
const purpose = 'registry.draft'

/** The draft's id in a cookie value that we signed; undefined for anything else. */
export function draftIdOf(value: string | undefined): string | undefined {
  const [id = '', token = ''] = value?.split('.') ?? []
  return /^[0-9a-f-]{36}$/.test(id) && verify(purpose, id, token) ? id : undefined
}

export const draftIdIn = (event: Pick<RequestEvent, 'cookies'>): string | undefined =>
  draftIdOf(event.cookies.get(cookie))

/** The cookie's whole value: what the act of sending is given, and verifies again. */
export const draftKeyIn = (event: Pick<RequestEvent, 'cookies'>): string | undefined =>
  event.cookies.get(cookie)

const within = <Result>(event: Pick<RequestEvent, 'locals'>, work: (db: Database) => Promise<Result>) =>
  transaction(appPool(), claimsOf(event.locals.actor), 'write', async (db) => ({ result: await work(db) }))

/** Let this transaction see the draft; the caller has verified its key. */
const unlock = (db: Database, id: string) =>
  db.exec(text(`select set_config('app.registry_draft', $1, true)`, [id]))

/** What is sealed. */
type Contents = Pick<Draft, 'answers' | 'mends'>
const box = ({ answers, mends }: Contents) => seal(purpose, JSON.stringify({ answers, mends }))

interface DraftRow {
  id: string
  answers: Buffer
  sent_as: string | null
}

/** The draft by its id, locked; undefined when it expired. */
export async function findDraft(db: Database, id: string): Promise<Draft | undefined> {
  await unlock(db, id)
  const row = await db.maybe(
    text<DraftRow>(
      'select id, answers, sent_as from registry.draft where id = $1 and expires_at > now() for update',
      [id],
    ),
  )
  if (!row) return undefined
  const { answers, mends } = JSON.parse(unseal(purpose, row.answers)) as Contents
  return { id: row.id, answers, mends, sentAs: row.sent_as }
}

/** What the visitor has written so far. A draft that was sent is over. */
export async function readDraft(event: RequestEvent): Promise<Draft | undefined> {
  const id = draftIdIn(event)
  if (id === undefined) return undefined
  const draft = await within(event, (db) => findDraft(db, id))
  return draft?.sentAs === null ? draft : undefined
}

/** Keep answers of one page: the fields it owns are replaced. Begins a draft where there is none. */
export async function keepAnswers(
  event: RequestEvent,
  fields: readonly (keyof Answers)[],
  answers: Answers,
): Promise<Draft> {
  const id = draftIdIn(event)
  const draft = await within(event, async (db) => {
    const known = id === undefined ? undefined : await findDraft(db, id)
    if (!known || known.sentAs !== null) return insertDraft(db, answers, null)
    const kept = Object.fromEntries(
      Object.entries(known.answers).filter(([field]) => !(fields as readonly string[]).includes(field)),
    )
    return updateDraft(db, { ...known, answers: { ...kept, ...answers } })
  })
  remember(event, draft.id)
  return draft
}

/** Begin a draft from a returned registration; only for somebody who may see it. */
export async function beginMending(event: RequestEvent, mends: Mending, answers: Answers): Promise<void> {
  const draft = await within(event, (db) => insertDraft(db, answers, mends))
  remember(event, draft.id)
}

async function insertDraft(db: Database, answers: Answers, mends: Mending | null): Promise<Draft> {
  const id = newId()
  await unlock(db, id)
  await db.exec(
    text(
      `insert into registry.draft (id, answers, mends, expires_at) values ($1, $2, $3, now() + make_interval(days => $4))`,
      [id, box({ answers, mends }), mends?.registrationId ?? null, draftDays],
    ),
  )
  return { id, answers, mends, sentAs: null }
}

async function updateDraft(db: Database, draft: Draft): Promise<Draft> {
  await db.exec(
    text(
      `update registry.draft set answers = $2, expires_at = now() + make_interval(days => $3) where id = $1`,
      [draft.id, box(draft), draftDays],
    ),
  )
  return draft
}

/** The draft became a registration: its answers are no longer needed, only what they became. */
export const closeDraft = (db: Database, { id, mends }: Draft, registrationId: string): Promise<number> =>
  db.exec(
    text('update registry.draft set sent_as = $2, answers = $3 where id = $1', [
      id,
      registrationId,
      box({ answers: {}, mends }),
    ]),
  )

function remember(event: RequestEvent, id: string) {
  event.cookies.set(cookie, `${id}.${sign(purpose, id)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: draftDays * 24 * 3600,
  })
}

/** It was sent: the next registration begins afresh. */
export const endDraft = (event: RequestEvent): void => event.cookies.delete(cookie, { path: '/' })

/** Start over, or hand a shared phone back: nothing stays behind. */
export async function forgetDraft(event: RequestEvent): Promise<void> {
  const id = draftIdIn(event)
  event.cookies.delete(cookie, { path: '/' })
  if (id !== undefined)
    await within(event, async (db) => {
      await unlock(db, id)
      await db.exec(text('delete from registry.draft where id = $1 and sent_as is null', [id]))
    })
}
