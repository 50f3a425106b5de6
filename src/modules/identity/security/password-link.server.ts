import type { Context } from '#kernel/context.ts'
import { href } from '#kernel/locale.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { m } from '#messages'
import { sign, verify } from '#platform/sign.ts'
import { identity } from '../auth.server.ts'

export interface LinkHolder {
  id: string
  name: string
  email: string
  locale: 'id' | 'en'
  /** Time of the last password; a link is worth something until the next one. */
  passwordChangedAt: string | null
}

/** A forgotten password is asked for and used at once; an invitation may lie over a weekend. Seconds. */
export const linkLasts = { reset: 3600, invitation: 3 * 24 * 3600 } as const

const signedText = (holder: Pick<LinkHolder, 'id' | 'passwordChangedAt'>, expires: string) =>
  `${holder.id} ${expires} ${holder.passwordChangedAt ?? 'none'}`

/** Is the link whole, in time, and not used? Using it changes the password's time, so it works once. */
export const isLinkOf = (
  holder: Pick<LinkHolder, 'id' | 'passwordChangedAt'>,
  { expires, token, now }: { expires: string; token: string; now: string },
): boolean =>
  Number(expires) * 1000 > Date.parse(now) && verify('password-link', signedText(holder, expires), token)

/** E-mail a link with which its reader sets a password. */
export async function sendPasswordLink(
  ctx: Context,
  holder: LinkHolder,
  kind: keyof typeof linkLasts,
): Promise<void> {
  const { name: site, region } = await getSettings(ctx.db, 'site')
  const expires = String(Math.floor(Date.parse(ctx.now) / 1000) + linkLasts[kind])
  const query = new URLSearchParams({
    a: holder.id,
    e: expires,
    t: sign('password-link', signedText(holder, expires)),
  })
  const { locale } = holder
  const link = `${identity().config.baseUrl}${href('/masuk/sandi', locale)}?${query}`
  const words = { name: holder.name, site, link }
  ctx.send({
    to: { email: holder.email },
    locale,
    template: kind === 'reset' ? 'identity.password_link' : 'identity.invitation',
    subject:
      kind === 'reset'
        ? m.identity_password_link_subject({ site }, { locale })
        : m.identity_invitation_subject({ site }, { locale }),
    body:
      kind === 'reset'
        ? m.identity_password_link_message(words, { locale })
        : m.identity_invitation_message(words, { locale }),
    about: { type: 'account', id: holder.id },
    region,
  })
}
