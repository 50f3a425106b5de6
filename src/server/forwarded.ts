import type { IncomingMessage } from 'node:http'

export interface ForwardedOptions {
  trustProxy: boolean
  /** Public origin of the site. */
  baseUrl: string
}

const first = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',')[0]
    ?.trim() || undefined
const last = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',')
    .at(-1)
    ?.trim() || undefined

/**
 * Make the `x-forwarded-*` headers true, so that everything behind may believe them: what a visitor sends is
 * replaced by what we see; what a trusted proxy sends is kept, of several addresses the one it added itself.
 */
export function forwarded({ trustProxy, baseUrl }: ForwardedOptions): (request: IncomingMessage) => void {
  const base = new URL(baseUrl)
  const schemeOf = (host: string) => (host === base.host ? base.protocol.slice(0, -1) : 'http')
  return ({ headers, socket }) => {
    const host = (trustProxy && first(headers['x-forwarded-host'])) || headers.host || base.host
    const scheme = trustProxy ? first(headers['x-forwarded-proto']) : undefined
    headers['x-forwarded-host'] = host
    headers['x-forwarded-proto'] = scheme === 'https' || scheme === 'http' ? scheme : schemeOf(host)
    headers['x-forwarded-for'] =
      (trustProxy && last(headers['x-forwarded-for'])) || (socket.remoteAddress ?? '')
  }
}
