import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'

const hidden = ['nik', 'phone', 'recipient', 'email', 'code', 'password', 'token', 'authorization', 'cookie']
const censor = '[disembunyikan]'

/** Numbers that identify a person, wherever they stand in a text: NIK (16 digits), phones as people and machines write them. */
export const scrub = (text: string): string =>
  text
    .replace(/\b\d{16}\b/g, censor)
    .replace(/(?:\+62|\b62|\b0)[- ]?8\d{1,2}[- ]?\d{3,4}[- ]?\d{3,5}\b/g, censor)

/** An error as pino writes it, with its texts scrubbed: PostgreSQL repeats values in `detail`, its driver hangs the whole connection on it. */
function errorOf(error: Error): Record<string, unknown> {
  const {
    raw: _,
    detail: __,
    client: ___,
    code,
    ...plain
  } = stdSerializers.err(error) as unknown as Record<string, unknown>
  // `code` is a name for secrets elsewhere in the log.
  return Object.fromEntries(
    Object.entries({ ...plain, errcode: code }).map(([name, value]) => [
      name,
      typeof value === 'string' ? scrub(value) : value,
    ]),
  )
}

export const createLog = (stream?: DestinationStream): Logger =>
  pino(
    {
      level: process.env.LOG_LEVEL ?? 'info',
      redact: {
        paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor,
      },
      serializers: { err: errorOf },
      hooks: {
        logMethod(args, method) {
          const scrubbed = args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg)) as typeof args
          method.apply(this, scrubbed)
        },
      },
    },
    stream ?? pino.destination(1),
  )

/** The process log, one JSON line an event. What identifies a person never reaches it. */
export const log = createLog()
