import { pino } from 'pino'

/** The process log, one JSON line an event. What identifies a person never reaches it. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: {
    paths: ['nik', 'phone', 'code', 'password', '*.nik', '*.phone', '*.code', '*.password', 'headers.cookie', 'headers.authorization'],
    censor: '[disembunyikan]',
  },
})
