import { expect, test } from 'vitest'
import { z } from 'zod'
import { PageQuery } from './page.ts'
import { readQuery } from './query-string.ts'

const Filter = PageQuery.extend({
  state: z.enum(['open', 'shut']).optional(),
  tags: z.array(z.string()).optional(),
  from: z.iso.date().optional(),
})

test('a list’s filters are read from its address; what was left empty is not there', () => {
  const query = new URLSearchParams('state=open&from=&tags=a&tags=b&limit=50&other=1')
  expect(readQuery(Filter, query)).toEqual({ state: 'open', tags: ['a', 'b'], limit: 50 })
  expect(Filter.parse(readQuery(Filter, new URLSearchParams('')))).toEqual({ limit: 20 })
})
