import { accountWithKey, spacesFor } from '../people.ts'
import { count, milliseconds, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const rounds = 200
const day = 86_400_000

/** A booked hour is never shown as free: visitors read the kept page, somebody books, visitors read again. */
export async function freshness(site: Site): Promise<Section> {
  const [space] = await spacesFor(site, 1, { slotMinutes: 60, minMinutes: 60 })
  if (!space) throw new Error('no space')
  const key = await accountWithKey(site, 'Pembaca', '+6280009990003')
  const first = Math.ceil(Date.now() / day) * day + day
  const page = async (date: string) => {
    const answer = await fetch(`${site.origin}/ruang/${space.slug}?lihat=hari&hari=${date}`)
    return answer.text()
  }
  let [shownBefore, stale, refused] = [0, 0, 0]
  let waited = 0
  for (let round = 0; round < rounds; round++) {
    // Opening hours are 08.00–20.00 in Jakarta: 12 hours a day.
    const start = new Date(first + Math.floor(round / 12) * day + ((round % 12) + 1) * 3_600_000)
    const date = new Date(start.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
    const link = encodeURIComponent(`${start.toISOString().slice(0, 19)}Z`)
    // Twice: the second is the kept page.
    await page(date)
    if ((await page(date)).includes(link)) shownBefore++
    const answer = await fetch(`${site.origin}/api/v1/spaces/${space.id}/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        start: start.toISOString(),
        end: new Date(start.getTime() + 3_600_000).toISOString(),
        groupKind: 'community',
        name: 'Karang Taruna',
        purpose: 'meeting',
        attendees: 20,
      }),
    })
    await answer.arrayBuffer()
    if (answer.status !== 201) refused++
    const readAt = performance.now()
    if ((await page(date)).includes(link)) stale++
    waited += performance.now() - readAt
  }
  return {
    title: 'A booked time is gone from kept pages at once',
    figures: [
      { what: 'booked, then read', value: count(rounds) },
      {
        what: 'shown as free before',
        value: count(shownBefore),
        target: count(rounds),
        met: shownBefore === rounds,
      },
      { what: 'not accepted', value: count(refused), target: '0', met: refused === 0 },
      { what: 'still shown as free after', value: count(stale), target: '0', met: stale === 0 },
      { what: 'the first page after a booking, on average', value: milliseconds(waited / rounds) },
    ],
  }
}
