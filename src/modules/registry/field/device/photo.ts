import { photoBytes } from '../rules.ts'
import type { DevicePhoto } from './entry.ts'

/** Longest side in pixels: enough to read a signboard. */
const longest = 1600

/** The phone cannot read this file as a picture. */
export class NoPhoto extends Error {}

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A camera's photo as it leaves the phone: upright, at most 300 KB, drawn anew and so without EXIF (place, device, owner).
 * @throws NoPhoto
 */
export async function takePhoto(file: Blob): Promise<{ photo: DevicePhoto; bytes: Uint8Array<ArrayBuffer> }> {
  const small = await shrink(file)
  const bytes = new Uint8Array(await small.arrayBuffer())
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const photo = { id: crypto.randomUUID(), bytes: bytes.length, sha256, received: [], stored: false }
  return { photo, bytes }
}

async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NoPhoto()
  })
  try {
    for (let side = longest; side >= 400; side *= 0.75) {
      const canvas = draw(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)))
      for (const quality of [0.82, 0.7, 0.55]) {
        const blob = await encode(canvas, quality)
        if (blob && blob.size <= photoBytes) return blob
      }
    }
    throw new NoPhoto()
  } finally {
    // A cheap phone has not the memory for two of them.
    bitmap.close()
  }
}

function draw(bitmap: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new NoPhoto()
  // JPEG has no transparency; without this it turns black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}
