interface Claims {
  sub: string
  /** Authentication methods (RFC 8176). */
  amr: readonly string[]
}

/** The claims of an ID token whose signature was already checked. */
export function claimsOf(idToken: string | undefined): Claims {
  const payload: unknown = JSON.parse(
    Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}',
  )
  const { sub, amr } = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<
    string,
    unknown
  >
  return {
    sub: typeof sub === 'string' ? sub : '',
    amr: Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [],
  }
}

/**
 * Why an answer of the provider may not be believed; null when it may. The profile must be about the person of the ID token
 * (OpenID Connect Core 5.3.2), and an address that the provider itself calls unverified could be anybody's.
 */
export function refusalOf(claims: Claims, profile: Record<string, unknown>): string | null {
  if (claims.sub === '') return 'the ID token names nobody'
  if (profile.sub !== undefined && profile.sub !== claims.sub)
    return 'the profile is about somebody else than the ID token'
  return profile.email_verified === false ? 'the provider has not verified the e-mail address' : null
}

/** Methods that mean a second factor was given at the provider. */
const strong = new Set(['mfa', 'otp', 'hwk', 'swk'])
export const isStrong = (methods: readonly string[]) => methods.some((method) => strong.has(method))
