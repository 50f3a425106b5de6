import { type ActionFailure, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { isStaff } from '#kernel/actor.ts'
import { Fault, faultStatus } from '#kernel/fault.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { type FormState, formState, readForm } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { appPool } from '#platform/database/app-pool.ts'
import { actorOfToken } from './actor.server.ts'
import { identity } from './auth.server.ts'
import { sealToken, sessionCookieName, tokenIn } from './cookie.server.ts'
import { homeOf, safeNext } from './sign-in/rules.ts'
import type { SignedIn, SignInAnswer } from './sign-in/schema.ts'

const month = 30 * 24 * 3600

/** Where the request comes from, as the sign-in operations want to know. */
export const originOf = (event: RequestEvent) => ({
  address: event.getClientAddress(),
  userAgent: event.request.headers.get('user-agent')?.slice(0, 400) ?? '',
})

export const tokenOf = (event: RequestEvent) =>
  tokenIn(event.request.headers.get('cookie'), identity().secure)

/** Not remembered, the cookie goes with the browser; how long the session itself lives the database says. */
export function keepToken(event: RequestEvent, token: string, remembered = false): void {
  const { secure } = identity()
  event.cookies.set(sessionCookieName(secure), sealToken(token), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    ...(remembered && { maxAge: month }),
  })
}

export function dropToken(event: RequestEvent): void {
  const { secure } = identity()
  event.cookies.delete(sessionCookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure })
}

/** The path to go on to after signing in, from the address or the form; null when there is none, or none of ours. */
export function nextOf(event: RequestEvent): string | null {
  return safeNext(event.url.searchParams.get('next'))
}

/** A path of signing in that keeps where the person wanted to go. */
export function withNext(event: RequestEvent, path: string): string {
  const next = nextOf(event)
  const target = href(path, event.locals.locale)
  return next ? `${target}?next=${encodeURIComponent(next)}` : target
}

/** Show the form again with what was typed and a message; optionally at one field. */
export async function refuse(event: RequestEvent, fault: Fault): Promise<ActionFailure<FormState>> {
  return fail(faultStatus[fault.code], formState(fault, await readForm(event), event.locals.locale))
}

/** Pages that have asked for the name already and give it to the account: nobody is asked twice. */
const namedThere = /^(\/en)?\/(daftar\/periksa$|ruang\/[a-z0-9-]+\/pesan\/periksa\?)/

/** Signed in: keep the cookie and go on; once to the question for the name, once to the second factor's set-up. */
export async function goOn(event: RequestEvent, answer: SignedIn): Promise<never> {
  keepToken(event, answer.token, answer.remembered)
  if (answer.name === '' && !namedThere.test(nextOf(event) ?? ''))
    redirect(303, withNext(event, '/masuk/nama'))
  const actor = await actorOfToken(appPool(), answer.token)
  const { locale } = event.locals
  if (isStaff(actor) && !actor.secondFactor && !event.url.pathname.endsWith('/kode')) {
    setFlash(event, m.identity_second_factor_first({}, { locale }), 'warning')
    redirect(303, href('/saya/keamanan', locale))
  }
  redirect(303, nextOf(event) ?? href(homeOf(actor), locale))
}

/** What a refused try says. */
export function faultOfAnswer(answer: Exclude<SignInAnswer, SignedIn>): Fault {
  switch (answer.outcome) {
    case 'disabled':
      return new Fault('forbidden', 'identity_disabled')
    case 'over':
      return new Fault('conflict', `identity_code_over_${answer.reason}`, { details: { over: true } })
    case 'second_factor':
      return new Fault('unauthenticated', 'kernel_second_factor')
    case 'wrong':
      return answer.triesLeft === null
        ? new Fault('invalid_input', 'identity_login_wrong')
        : new Fault('invalid_input', 'kernel_invalid_input', {
            fields: [{ path: 'code', key: 'identity_code_wrong', params: { tries: answer.triesLeft } }],
          })
  }
}

const challengeCookie = 'berdaya_kode'

/** Which code this browser waits for. Not a secret: without the code it is worth nothing. */
export function keepChallenge(event: RequestEvent, challengeId: string): void {
  event.cookies.set(challengeCookie, challengeId, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: identity().secure,
    maxAge: 15 * 60,
  })
}

export function challengeOf(event: RequestEvent): string | undefined {
  const value = event.cookies.get(challengeCookie)
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value ?? '') ? value : undefined
}

export const dropChallenge = (event: RequestEvent): void =>
  event.cookies.delete(challengeCookie, { path: '/' })
