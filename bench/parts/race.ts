import { everyDay } from '#modules/space/provision.server.ts'
import type { Answer } from '../answers.ts'
import { load, requestText } from '../load.ts'
import { accountWithKey, spacesFor } from '../people.ts'
import { count, milliseconds, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const requests = 2000
const connections = 8

/** 2,000 requests for the same hour at once: one gets it, everybody else three other times. */
export async function race(site: Site): Promise<Section> {
  const [space] = await spacesFor(site, 1, { openings: everyDay(8 * 60, 21 * 60) })
  const key = await accountWithKey(site, 'Pelomba', '+6280009990001')
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  const body = {
    start: `${day}T03:00:00Z`,
    end: `${day}T04:00:00Z`,
    groupKind: 'community',
    name: 'Karang Taruna',
    purpose: 'meeting',
    attendees: 20,
  }
  let withAlternatives = 0
  const odd: Answer[] = []
  const result = await load({
    port: site.port,
    connections,
    requests,
    pipelining: requests / connections,
    request: (index) =>
      requestText({
        port: site.port,
        method: 'POST',
        path: `/api/v1/spaces/${space?.id}/bookings`,
        headers: { authorization: `Bearer ${key}`, 'idempotency-key': `race-${index}-${Date.now()}` },
        body,
      }),
    onAnswer(answer) {
      if (answer.status === 409 && alternativesIn(answer) === 3) withAlternatives++
      else if (answer.status !== 201) odd.push(answer)
    },
  })
  const { rows } = await site.owner.query<{ count: number }>(
    `select count(*) from space.booking where space_id = $1 and state in ('requested', 'approved')`,
    [space?.id],
  )
  const accepted = result.statuses.get(201) ?? 0
  return {
    title: `The same hour, wanted ${count(requests)} times at once over ${connections} connections`,
    figures: [
      { what: 'accepted', value: count(accepted), target: '1', met: accepted === 1 },
      {
        what: 'bookings in the database',
        value: count(rows[0]?.count ?? 0),
        target: '1',
        met: rows[0]?.count === 1,
      },
      {
        what: 'refused with 409 and three other times',
        value: count(withAlternatives),
        target: count(requests - 1),
        met: withAlternatives === requests - 1,
      },
      { what: 'any other answer', value: count(odd.length), target: '0', met: odd.length === 0 },
      { what: 'all answered after', value: milliseconds(result.seconds * 1000) },
    ],
    notes: odd.slice(0, 2).map((answer) => `${answer.status}: ${answer.body.toString('utf8').slice(0, 300)}`),
  }
}

function alternativesIn({ body }: Answer): number {
  const { alternatives } = JSON.parse(body.toString('utf8')) as { alternatives?: unknown[] }
  return alternatives?.length ?? 0
}
