/** Most a photo weighs when it leaves the phone (U8: 300 KB); the camera's own is made smaller on the device. */
export const photoBytes = 300 * 1024
/** Photos of one entry: the place, the goods, the papers. */
export const photosPerEntry = 6
/** One request carries so much of a photo: on a signal of 50 kbit/s it takes ten seconds, and a cut costs no more. */
export const partBytes = 48 * 1024
/** Villages that one phone takes along; the largest regency (Aceh Utara) has 852. */
export const regionsPerKit = 1500
/** Sent entries whose state the phone shows. */
export const entriesPerKit = 200

/** Parts of a photo of so many bytes. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / partBytes)

const day = 86_400_000

/**
 * When an entry was written down: the device's clock, corrected, and never after it arrived. Phones without network drift, and
 * some stand in 1970; then the time is kept and marked as doubtful.
 */
export function capturedAt(
  device: string,
  offsetSeconds: number,
  now: string,
): { at: string; doubtful: boolean } {
  const corrected = Date.parse(device) + offsetSeconds * 1000
  const received = Date.parse(now)
  const doubtful = corrected > received + 300_000 || corrected < received - 60 * day
  const earliest = Date.UTC(1970, 0)
  return { at: new Date(Math.max(earliest, Math.min(corrected, received))).toISOString(), doubtful }
}
