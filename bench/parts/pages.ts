import { requestText } from '../load.ts'
import { against, figuresOf, measure, measureHello, onlyStatus } from '../measure.ts'
import { kilobytes, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const connections = 32
const duration = 4000

async function page(site: Site, headers: Record<string, string>) {
  const { rows } = await site.owner.query<{ slug: string }>(
    `select slug from space.space where slug like 'sasono%' limit 1`,
  )
  const request = requestText({
    path: `/ruang/${rows[0]?.slug}`,
    headers: { 'accept-encoding': 'br', ...headers },
  })
  let size = 0
  const measured = await measure(site.program, {
    port: site.port,
    connections,
    duration,
    request: () => request,
    onAnswer: (answer) => {
      size = answer.body.length
    },
  })
  return { measured, size }
}

/** The page of a hall. A cookie, any cookie, means that it is rendered from the database for this visitor alone. */
export async function pages(site: Site): Promise<Section> {
  const hello = await measureHello(connections)
  const rendered = await page(site, { cookie: 'theme=dark' })
  const kept = await page(site, {})
  return {
    title: `The page of a hall, ${connections} clients`,
    figures: [
      ...figuresOf('"hello"', hello),
      ...figuresOf('rendered from the database', rendered.measured),
      ...against('rendered', rendered.measured, hello, 0.02),
      onlyStatus(rendered.measured, 200),
      ...figuresOf('kept for visitors', kept.measured),
      ...against('kept', kept.measured, hello, 0.15),
      onlyStatus(kept.measured, 200),
    ],
    notes: [
      `A page is ${kilobytes(rendered.size)} compressed while it is rendered, ${kilobytes(kept.size)} when kept.`,
    ],
  }
}
