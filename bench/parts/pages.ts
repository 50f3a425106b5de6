import { hallPath } from '../journey.ts'
import { requestText } from '../load.ts'
import { against, beside, figuresOf, onlyStatus, type Subject, withHello } from '../measure.ts'
import { kilobytes, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const connections = 32
const duration = 4000

/** The page of a hall, asked for with these headers; `sizes` gets the bytes of an answer. */
function page(site: Site, headers: Record<string, string>, note: (size: number) => void): Subject {
  const request = requestText({
    port: site.port,
    path: hallPath,
    headers: { 'accept-encoding': 'gzip, br', ...headers },
  })
  return {
    use: site.program,
    port: site.port,
    connections,
    request: () => request,
    onAnswer: ({ size }) => note(size),
  }
}

/** The page of a hall. A cookie, any cookie, means that it is rendered from the database for this visitor alone. */
export async function pages(site: Site): Promise<Section> {
  const sizes = { rendered: 0, kept: 0 }
  const fresh = page(site, { cookie: 'theme=dark' }, (size) => {
    sizes.rendered = size
  })
  const stored = page(site, {}, (size) => {
    sizes.kept = size
  })
  const [hello, rendered, kept] = await withHello(connections, (bare) =>
    beside([bare, fresh, stored], duration),
  )
  return {
    title: `The page of a hall, ${connections} clients`,
    figures: [
      ...figuresOf('"hello"', hello),
      ...figuresOf('rendered from the database', rendered),
      ...against('rendered', rendered, hello, 0.02),
      onlyStatus(rendered, 200),
      ...figuresOf('kept for visitors', kept),
      ...against('kept', kept, hello, 0.15),
      onlyStatus(kept, 200),
    ],
    notes: [
      `A page is ${kilobytes(sizes.rendered)} on the wire when rendered, ${kilobytes(sizes.kept)} when kept.`,
    ],
  }
}
