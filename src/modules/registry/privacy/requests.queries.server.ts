import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { seal, unseal } from '#platform/sign.ts'
import { deadlineOf, maskPhone, type RequestProof } from './rules.ts'
import type { DataRequest, HandledRequest, NewDataRequest, RequestFilter } from './schema.ts'

const purpose = 'registry.data_request'
export const sealWish = (wish: string) => seal(purpose, wish)
const openWish = (box: Buffer) => (box.length === 0 ? '' : unseal(purpose, box))

const columns = `r.id, r.reference, r.kind, r.state, r.about, r.wish_sealed as "wishSealed", r.received_at as "receivedAt",
  r.deadline, r.handled_at as "handledAt", r.handled_by_name as "handledBy", r.answer, coalesce(r.kept, '[]') as kept, r.version,
  r.region_code as "regionCode", r.account_id as "accountId", r.person_id as "personId", r.guest_name as "guestName",
  r.guest_phone as "guestPhone", r.proof, r.proven_at as "provenAt", r.proven_by_name as "provenBy"`

interface Whose {
  regionCode: string
  /** Empty for somebody without an account. */
  accountId: string | null
  personId: string | null
  guestName: string | null
  guestPhone: string | null
  proof: RequestProof | null
  provenAt: string | null
  provenBy: string | null
}
interface Row extends Omit<DataRequest, 'wish'>, Whose {
  wishSealed: Buffer
}
export interface RequestSubject extends DataRequest, Whose {}

const opened = ({ wishSealed, ...row }: Row): RequestSubject => ({ ...row, wish: openWish(wishSealed) })

/** @throws Fault `not_found`; row-level security shows a person their own, an administrator those of the region. */
export async function getRequest(
  db: Database,
  requestId: string,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<RequestSubject> {
  const found = await db.maybe(
    text<Row>(
      `select ${columns} from registry.data_request r where r.id = $1 ${forUpdate ? 'for update' : ''}`,
      [requestId],
    ),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return opened(found)
}

/** Where a person's request is handled: their region in the register, else the one this deployment serves. */
async function regionOf(db: Database, accountId: string): Promise<string> {
  const known = await db.maybe(
    text<{ region: string }>('select region_code as region from registry.person where account_id = $1', [
      accountId,
    ]),
  )
  return known?.region ?? (await getSettings(db, 'site')).region
}

export async function insertRequest(
  ctx: Context,
  accountId: string,
  wanted: NewDataRequest,
): Promise<string> {
  const { id } = await ctx.db.one(
    text<{ id: string }>(
      `insert into registry.data_request (kind, about, account_id, region_code, wish_sealed, received_at, deadline)
       values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [
        wanted.kind,
        wanted.kind === 'correction' ? wanted.about : null,
        accountId,
        await regionOf(ctx.db, accountId),
        sealWish(wanted.wish),
        ctx.now,
        deadlineOf(ctx.now),
      ],
    ),
  )
  return id
}

export async function listOwnRequests(db: Database, accountId: string): Promise<DataRequest[]> {
  const rows = await db.many(
    text<Row>(
      `select ${columns} from registry.data_request r where r.account_id = $1 order by r.received_at desc, r.id desc limit 50`,
      [accountId],
    ),
  )
  return rows.map(opened)
}

/** Open ones by deadline; all of them newest first. Row-level security keeps to the regions of who asks. */
export async function listRequests(
  db: Database,
  scopes: readonly string[],
  { state, after, limit }: RequestFilter,
): Promise<Page<HandledRequest>> {
  const [key, id] = decodeCursor(after, 2) ?? [null, null]
  const open = state === 'open'
  const order = open ? 'r.deadline' : 'r.received_at'
  const rows = await db.many(
    text<Row & { personName: string; phone: string | null }>(
      `select ${columns}, coalesce(r.guest_name, c.name, '') as "personName", coalesce(r.guest_phone, c.phone) as phone
       from registry.data_request r left join lateral identity.contact_of(r.account_id) c on true
       where exists (select from unnest($5::text[]) scope where starts_with(r.region_code, scope))
         and (not $1 or r.state = 'received')
         and ($2::timestamptz is null or (${order}, r.id) ${open ? '>' : '<'} ($2, $3::uuid))
       order by ${order} ${open ? '' : 'desc'}, r.id ${open ? '' : 'desc'} limit $4`,
      [open, key, id, limit + 1, scopes],
    ),
  )
  const items = rows.map((row) => ({
    ...opened(row),
    guest: row.accountId === null,
    personName: row.personName,
    phone: maskPhone(row.phone),
  }))
  return toPage(items, limit, (row) => [open ? row.deadline : row.receivedAt, row.id])
}

export const closeRequest = (
  ctx: Context,
  request: DataRequest,
  how: { state: 'done' | 'refused' | 'withdrawn'; answer: string | null; kept?: DataRequest['kept'] },
) =>
  ctx.db.exec(
    text(
      `update registry.data_request set state = $2, handled_at = $3, handled_by = $4, handled_by_name = $5, answer = $6, kept = $7,
         version = version + 1 where id = $1`,
      [
        request.id,
        how.state,
        ctx.now,
        ctx.actor.accountId,
        how.state === 'withdrawn' ? null : ctx.actor.name,
        how.answer,
        how.kept ? JSON.stringify(how.kept) : null,
      ],
    ),
  )
