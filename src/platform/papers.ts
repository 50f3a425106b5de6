import { files } from './files.ts'

/** Larger papers are refused before they are looked at: a letter of ten scanned pages has 3 MB. */
export const paperLimit = 5_000_000

/** What was sent is no PDF. */
export class NoPaper extends Error {}

const keyOf = (id: string) => `${id.slice(-2)}/${id}/paper.pdf`
const latin = new TextDecoder('latin1')

/**
 * Keep a PDF as it was sent. It is only ever handed out to be saved, never shown within our pages, so that nothing in it can
 * act there.
 * @throws NoPaper when the bytes are none, whatever their name says
 */
export async function storePaper(sent: Uint8Array, id: string): Promise<void> {
  const starts = latin.decode(sent.subarray(0, 1024)).includes('%PDF-')
  const ends = latin.decode(sent.subarray(-2048)).includes('%%EOF')
  if (!starts || !ends || sent.length > paperLimit) throw new NoPaper('not a PDF')
  await files().put(keyOf(id), sent)
}

/** The bytes of a stored paper; undefined when the store does not have it. */
export async function readPaper(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return (await files().exists(keyOf(id))) ? new Uint8Array(await files().getBytes(keyOf(id))) : undefined
}
