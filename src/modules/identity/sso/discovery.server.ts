import { discoveryUrl } from './library.server.ts'

/** Ask the provider who it is. @returns what is wrong, in the operator's terms; null when it answers as it should. */
export async function problemWith(issuer: string): Promise<string | null> {
  try {
    const response = await fetch(discoveryUrl(issuer), {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    })
    if (!response.ok) return `HTTP ${response.status}`
    const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown }
    if (document.issuer !== issuer) return `issuer: ${String(document.issuer)}`
    return typeof document.jwks_uri === 'string' ? null : 'jwks_uri: –'
  } catch (error) {
    return error instanceof Error
      ? error.cause instanceof Error
        ? error.cause.message
        : error.message
      : String(error)
  }
}
