import { requestText } from '../load.ts'
import { against, beside, figuresOf, onlyStatus, withHello } from '../measure.ts'
import { kilobytes, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const connections = 32
const duration = 4000

/** One space through the API. */
export async function reading(site: Site): Promise<Section> {
  const { rows } = await site.owner.query<{ id: string }>(
    `select id from space.space where slug like 'sasono%' limit 1`,
  )
  const request = requestText({ port: site.port, path: `/api/v1/spaces/${rows[0]?.id}` })
  let size = 0
  const subject = {
    use: site.program,
    port: site.port,
    connections,
    request: () => request,
    onAnswer: ({ body }: { body: Buffer }) => {
      size = body.length
    },
  }
  const [hello, read] = await withHello(connections, (bare) => beside([bare, subject], duration))
  return {
    title: `Reading a space through the API, ${connections} clients`,
    figures: [
      ...figuresOf('"hello"', hello),
      ...figuresOf('read', read),
      ...against('read', read, hello, 0.04),
      onlyStatus(read, 200),
    ],
    notes: [`An answer is ${kilobytes(size)} of JSON.`],
  }
}
