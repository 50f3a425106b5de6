import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import sharp from 'sharp'
import { readConfig } from './config.ts'
import { fileKey, type PictureWidth, pictureWidths } from './pictures.ts'
import { runtime } from './runtime.ts'

/** A picture as it was stored: the size of its largest variant. */
export interface StoredPicture {
  id: string
  mediaType: 'image/webp'
  width: number
  height: number
  bytes: number
}

/** What was sent is no picture we can read, or a dangerously large one. */
export class NoPicture extends Error {}

/** A phone's photo has 12 to 50 million pixels; more is a mistake, or an attack on memory. */
const pixelLimit = 60_000_000
/** Larger files are refused before they are looked at. */
export const pictureLimit = 10_000_000

let disk: Disk | undefined

/** Where files lie: `FILES_DIR`, which all processes of a deployment share. Tests name their own folder. */
export function openFiles(location: string): void {
  disk = new Disk(new FSDriver({ location, visibility: 'private' }))
}

/** The deployment’s store. */
export function files(): Disk {
  if (!disk) openFiles((runtime.config ?? readConfig()).filesDir)
  return disk as Disk
}

/**
 * Store a photo in three widths as WebP, turned upright and without EXIF: no place, no device, no owner stays in it.
 * @throws NoPicture when the bytes are none, whatever their name says.
 */
export async function storePicture(sent: Uint8Array, id: string): Promise<StoredPicture> {
  const made = await Promise.all(pictureWidths.map((width) => variant(sent, width))).catch(
    (error: unknown) => {
      throw new NoPicture(String(error))
    },
  )
  await Promise.all(
    made.map(({ data }, index) => files().put(fileKey(id, pictureWidths[index] ?? 480), data)),
  )
  const largest = made.at(-1)
  if (!largest) throw new NoPicture('no variant')
  const { width, height, size } = largest.info
  return { id, mediaType: 'image/webp', width, height, bytes: size }
}

const variant = (sent: Uint8Array, width: PictureWidth) =>
  sharp(sent, { limitInputPixels: pixelLimit, failOn: 'error', animated: false })
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 76 })
    .toBuffer({ resolveWithObject: true })

/** The bytes of a stored picture; undefined when the store does not have it. */
export async function readPicture(
  id: string,
  width: PictureWidth,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = fileKey(id, width)
  return (await files().exists(key)) ? new Uint8Array(await files().getBytes(key)) : undefined
}
