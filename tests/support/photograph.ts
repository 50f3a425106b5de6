import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openFiles } from '../../src/platform/files.ts'

/** A photograph, small and grey. */
export async function photograph(): Promise<File> {
  openFiles(mkdtempSync(join(tmpdir(), 'berdaya-files-')))
  const grey = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  return new File([new Uint8Array(await grey.jpeg().toBuffer())], 'foto.jpg')
}
