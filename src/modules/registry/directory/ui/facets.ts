import { href, type Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { DirectoryCounts } from '../schema.ts'
import { type ListFilter, queryOf, type Several, several, toggled } from './address.ts'
import { countText, questionLabels, valueLabel } from './labels.ts'

/** One value of a question as a link that adds it, or takes it away. */
export interface FacetLink {
  label: string
  count: string
  href: string
  on: boolean
}
export interface Facet {
  key: string
  title: string
  links: FacetLink[]
  /** Something of it is chosen. */
  used: boolean
}

/** A question is only worth asking when its answers differ; what is chosen always shows, so that it can be taken away. */
export function facetsOf(filter: ListFilter, counts: DirectoryCounts, path: string, locale: Locale): Facet[] {
  const to = (next: ListFilter) => href(path, locale) + queryOf(next)
  const facets = (Object.keys(several) as Several[]).map((key): Facet => {
    const chosen: readonly string[] = filter[key] ?? []
    const more = key === 'paper' || key === 'finance' ? counts.traitsMore : counts.more
    const known = counts[key].filter(({ value }) => value !== 'none' || key === 'size' || key === 'sector')
    const missing = chosen.filter((value) => !known.some((one) => one.value === value))
    const links = [...known, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
      label: valueLabel(key, value, locale),
      count: countText(count, more, locale),
      href: to(toggled(filter, key, value)),
      on: chosen.includes(value),
    }))
    return { key, title: questionLabels[key](), links, used: chosen.length > 0 }
  })
  const regions = counts.region.slice(0, 40).map(({ value, name, count }) => ({
    label: name,
    count: countText(count, counts.more, locale),
    href: to({ ...filter, region: value }),
    on: false,
  }))
  return [
    ...facets.filter(({ links }) => links.length > 0),
    ...(regions.length > 0
      ? [{ key: 'region', title: m.directory_question_region(), links: regions, used: false }]
      : []),
  ]
}

/** What is asked for, each as a link that takes it away. */
export function chosenOf(
  filter: ListFilter,
  regionName: string | null,
  path: string,
  locale: Locale,
): { label: string; href: string }[] {
  const to = (next: ListFilter) => href(path, locale) + queryOf(next)
  const without = (key: keyof ListFilter): ListFilter => {
    const { [key]: _, ...rest } = filter
    return rest as ListFilter
  }
  return [
    ...(filter.search ? [{ label: `“${filter.search}”`, href: to(without('search')) }] : []),
    ...(filter.region ? [{ label: regionName ?? filter.region, href: to(without('region')) }] : []),
    ...(filter.kbli ? [{ label: `KBLI ${filter.kbli}`, href: to(without('kbli')) }] : []),
    ...(filter.santri ? [{ label: m.directory_santri(), href: to(without('santri')) }] : []),
    ...(Object.keys(several) as Several[]).flatMap((key) =>
      (filter[key] ?? []).map((value) => ({
        label: valueLabel(key, value, locale),
        href: to(toggled(filter, key, value)),
      })),
    ),
  ]
}
