/** A form with one file, read while it arrives. Fields behind the file are not read: forms put it last. */
export interface StreamedForm {
  fields: Map<string, string>
  /** Undefined when none was chosen. */
  file: { name: string; chunks: AsyncGenerator<Uint8Array> } | undefined
}

/** What came is no such form. */
export class BadForm extends Error {}

const headLimit = 16_384
const fieldLimit = 10_000

/** Bytes as they come, looked at through a window that grows only until the wanted mark is in it. */
class Source {
  window = Buffer.alloc(0)
  readonly #chunks: AsyncIterator<Uint8Array>
  constructor(body: AsyncIterable<Uint8Array>) {
    this.#chunks = body[Symbol.asyncIterator]()
  }
  async more(): Promise<void> {
    const { value, done } = await this.#chunks.next()
    if (done) throw new BadForm('the form ends too early')
    this.window = this.window.length === 0 ? Buffer.from(value) : Buffer.concat([this.window, value])
  }
  /** Everything before the mark, which is dropped. */
  async before(mark: Buffer | string, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.window.indexOf(mark)
      if (at > limit || (at < 0 && this.window.length > limit)) throw new BadForm('a part is too long')
      if (at >= 0) {
        const found = this.window.subarray(0, at)
        this.window = this.window.subarray(at + mark.length)
        return found
      }
      await this.more()
    }
  }
  /** The bytes before the mark, as they come. */
  async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.window.indexOf(mark)
      if (at >= 0) {
        if (at > 0) yield this.window.subarray(0, at)
        this.window = this.window.subarray(at + mark.length)
        return
      }
      const safe = this.window.length - mark.length
      if (safe > 0) {
        yield this.window.subarray(0, safe)
        this.window = this.window.subarray(safe)
      }
      await this.more()
    }
  }
}

const quoted = (head: string, name: string) =>
  new RegExp(`[;\\s]${name}="([^"]*)"`, 'i').exec(head)?.[1]?.replaceAll('%22', '"')

/** Read a `multipart/form-data` request without holding its file. @throws BadForm */
export async function readStreamedForm(request: Request): Promise<StreamedForm> {
  const type = request.headers.get('content-type') ?? ''
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,100})"?/i.exec(type)?.[1]
  if (boundary === undefined || request.body === null) throw new BadForm('no form with a file')
  const source = new Source(request.body as unknown as AsyncIterable<Uint8Array>)
  const mark = Buffer.from(`\r\n--${boundary}`)
  const fields = new Map<string, string>()
  await source.before(`--${boundary}`, headLimit)
  for (let parts = 0; parts < 100; parts++) {
    while (source.window.length < 2) await source.more()
    if (source.window.toString('latin1', 0, 2) === '--') return { fields, file: undefined }
    const head = (await source.before('\r\n\r\n', headLimit)).toString('utf8')
    const name = quoted(head, 'name') ?? ''
    const fileName = quoted(head, 'filename')
    if (fileName === undefined) fields.set(name, (await source.before(mark, fieldLimit)).toString('utf8'))
    else if (fileName === '') await source.before(mark, headLimit)
    // Some browsers send the whole path.
    else return { fields, file: { name: fileName.replace(/^.*[\\/]/, ''), chunks: source.until(mark) } }
  }
  throw new BadForm('too many parts')
}
