/** How often something may be tried before one has to wait. Seconds; counted in fixed windows from the first try. */
export interface Limit {
  tries: number
  seconds: number
}

/**
 * People share phones, and whole villages share one address behind their carrier's router: limits by address are wide,
 * those by account or phone narrow. Together they leave a guesser of six digits 36 tries a day at one phone.
 */
export const limits = {
  /** Codes sent to one phone number. */
  code_phone: { tries: 5, seconds: 15 * 60 },
  code_phone_day: { tries: 12, seconds: 24 * 3600 },
  /** Codes asked for from one address. */
  code_address: { tries: 40, seconds: 3600 },
  /** Codes typed at one address, right or wrong. */
  check_address: { tries: 120, seconds: 15 * 60 },
  /** Passwords for one e-mail from one address; the same e-mail from everywhere; everything from one address. */
  login_here: { tries: 5, seconds: 15 * 60 },
  login_account: { tries: 30, seconds: 3600 },
  login_address: { tries: 60, seconds: 15 * 60 },
  /** Authenticator and recovery codes of one account. */
  second_factor: { tries: 5, seconds: 15 * 60 },
  /** Links to set a new password, by e-mail and by address. */
  password_link: { tries: 3, seconds: 3600 },
  password_link_address: { tries: 20, seconds: 3600 },
  /** Tries at the set-up code of a new installation. */
  setup_address: { tries: 10, seconds: 15 * 60 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits
