import { href, type Locale } from '#kernel/locale.ts'
import { sign, verify } from '#platform/sign.ts'
import { bookingToken } from '../bookings/links.server.ts'

const purpose = 'space.job'

/** Proof that somebody was sent the link of this job. */
export const jobToken = (jobId: string): string => sign(purpose, jobId)
export const isJobToken = (jobId: string, token: string | undefined): boolean =>
  token !== undefined && verify(purpose, jobId, token)

export const jobPath = (jobId: string, locale: Locale = 'id'): string =>
  href(`/jasa/${jobId}?t=${jobToken(jobId)}`, locale)

/** Where the booker asks members and sees their answers. */
export const bookingJobsPath = (bookingId: string, locale: Locale = 'id'): string =>
  href(`/pesanan/${bookingId}/imbal-beli?t=${bookingToken(bookingId)}`, locale)
