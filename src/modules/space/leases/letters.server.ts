import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { businessHolder, listTradingPermits } from '#modules/registry/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { storePaper } from '#platform/papers.ts'
import { absolute } from '../bookings/links.server.ts'
import { type LetterFacts, letterPdf } from '../documents/letter.server.ts'
import { drawNumber } from './grant.server.ts'
import type { FoundLease } from './queries.server.ts'
import type { Letter, LetterCheck } from './schema.ts'
import { findTemplate } from './templates.server.ts'
import { todayAt } from './today.ts'

/** 128 random bits: whoever has them holds the paper. */
export const newToken = (): string => randomBytes(16).toString('base64url')

export const checkPath = (token: string): string => `/surat/${token}`

/**
 * Make the letter of a lease, keep its PDF and what can be checked of it. A permit is made once; its PDF is never made again,
 * so that its hash stays what the paper says.
 */
export async function issueLetter(
  ctx: Context,
  lease: FoundLease,
  kind: 'permit' | 'revocation',
): Promise<{ id: string; number: string }> {
  const known = await ctx.db.maybe(
    text<{ id: string; number: string }>(
      'select id, number from space.letter where lease_id = $1 and kind = $2 order by created_at desc limit 1',
      [lease.id, kind],
    ),
  )
  if (known) return known
  const { template } = await findTemplate(ctx, lease.regionCode)
  const dated = todayAt(ctx, lease)
  const number = kind === 'permit' ? lease.number : await drawNumber(ctx, template.pattern, dated)
  if (number === null) throw new Fault('conflict', 'market_lease_state')
  const id = newId()
  const token = newToken()
  const business = lease.businessId === null ? undefined : await businessHolder(ctx.db, lease.businessId)
  const facts: LetterFacts = {
    kind,
    number,
    dated,
    lease,
    businessName: business?.name ?? null,
    permits: await tradingPermits(ctx, lease.businessId),
    legalBasis: await legalBasis(ctx, lease.spaceId),
    url: absolute(checkPath(token)),
  }
  const pdf = await letterPdf(template, facts)
  await storePaper(pdf, id)
  await ctx.db.exec(
    text(
      `insert into space.letter (id, lease_id, region_code, kind, number, dated, agency, signer_name, signer_position, signing,
        token, sha256, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        lease.id,
        lease.regionCode,
        kind,
        number,
        dated,
        [template.agency, template.unit].filter(Boolean).join(', '),
        template.signerName,
        template.signerPosition,
        template.signing,
        token,
        createHash('sha256').update(pdf).digest('hex'),
        ctx.now,
        ctx.actor.accountId,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'lease', id: lease.id },
    region: lease.regionCode,
    changes: { letter: kind, number },
  })
  return { id, number }
}

const legalBasis = async (ctx: Context, spaceId: string): Promise<string> =>
  (
    await ctx.db.one(
      text<{ basis: string }>('select legal_basis as basis from space.space where id = $1', [spaceId]),
    )
  ).basis

/** Trading registrations (TDU) of a business that are kept in the register. */
export const tradingPermits = (
  ctx: Context,
  businessId: string | null,
): Promise<{ id: string; kind: string; number: string; expiresOn: string | null }[]> =>
  businessId === null ? Promise.resolve([]) : listTradingPermits(ctx.db, businessId)

export type LetterRow = z.output<typeof Letter>

/** The letters of a lease, oldest first. */
export const listLetters = (ctx: Context, leaseId: string): Promise<LetterRow[]> =>
  ctx.db.many(
    text<LetterRow>(
      'select id, kind, number, dated, signing, state, token from space.letter where lease_id = $1 order by created_at, id',
      [leaseId],
    ),
  )

type CheckRow = Omit<z.input<typeof LetterCheck>, 'state'> & {
  state: 'valid' | 'revoked'
  leaseState: string
}

/** What the paper with this token is worth today. @throws Fault `not_found` */
export async function checkLetter(
  ctx: Context,
  token: string,
): Promise<z.input<typeof LetterCheck> & { id: string }> {
  const row = await ctx.db.maybe(
    text<CheckRow & { id: string }>(
      `select id, kind, number, dated, agency, signer_name as "signerName", signer_position as "signerPosition", signing, state,
        revoked_at as "revokedAt", sha256, space_name as "spaceName", unit_code as "unitCode", term_from as from,
        term_to as until, lease_state as "leaseState" from space.letter_by_token($1)`,
      [token],
    ),
  )
  if (!row) throw new Fault('not_found', 'market_letter_not_found')
  const over = row.kind === 'permit' && row.state === 'valid' && row.leaseState === 'ended'
  return { ...row, state: over ? 'ended' : row.state }
}
