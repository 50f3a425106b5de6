import { expect, test } from 'vitest'
import { BadForm, readStreamedForm } from './multipart.ts'

const mark = '----form123'
const field = (name: string, value: string) =>
  `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, content: string) =>
  `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n`
const end = `--${mark}--\r\n`

/** A request whose body comes in parts of a few bytes. */
function request(body: string, step = 5): Request {
  const bytes = Buffer.from(body)
  let at = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.subarray(at, at + step))
      at += step
    },
  })
  return new Request('http://x/', {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${mark}` },
    body: stream,
    duplex: 'half',
  } as RequestInit)
}
const read = async (form: Awaited<ReturnType<typeof readStreamedForm>>) => {
  const parts: Uint8Array[] = []
  for await (const part of form.file?.chunks ?? []) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

test.each([1, 5, 64, 100_000])('fields, then the file as it comes, %i bytes at a time', async (step) => {
  const content = `a;b\r\n--${mark.slice(0, 5)} not the end\r\n${'x;y\r\n'.repeat(50)}`
  const form = await readStreamedForm(
    request(
      field('_key', 'k1') + file('C:\\data\\daftar "1".csv'.replaceAll('"', '%22'), content) + end,
      step,
    ),
  )
  expect(form.fields).toEqual(new Map([['_key', 'k1']]))
  expect(form.file?.name).toBe('daftar "1".csv')
  expect(await read(form)).toBe(content)
})

test('no file chosen is no file', async () => {
  const form = await readStreamedForm(request(field('_key', 'k1') + file('', '') + end))
  expect(form.file).toBeUndefined()
})

test('what is cut, endless or no form is refused', async () => {
  await expect(
    readStreamedForm(new Request('http://x/', { method: 'POST', body: 'a=b' })),
  ).rejects.toBeInstanceOf(BadForm)
  await expect(readStreamedForm(request(`--${mark}\r\n${'x'.repeat(40_000)}`, 1000))).rejects.toBeInstanceOf(
    BadForm,
  )
  const cut = await readStreamedForm(request(file('a.csv', 'a;b')))
  await expect(read(cut)).rejects.toBeInstanceOf(BadForm)
})
