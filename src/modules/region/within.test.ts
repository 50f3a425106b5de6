import { describe, expect, test } from 'vitest'
import { scopeOf } from '#kernel/actor.ts'
import { compile } from '#platform/database/query.ts'
import { staff } from '../../../tests/support/actors.ts'
import { within } from './within.ts'

/** What is asked for an officer of these regions. */
const said = (regions: readonly string[]) => {
  const grants = regions.flatMap((region) => staff('officer', region).grants)
  return compile(within('r.region_code', scopeOf({ ...staff('officer', ''), grants })))
}

describe('within', () => {
  test('nobody’s scope holds nothing, the nation’s everything', () => {
    expect(said([]).text).toBe('false')
    expect(said(['33', '']).text).toBe('true')
  })

  test('is one range for each region', () => {
    expect(said(['33.72', '35'])).toMatchObject({
      text: '(("r"."region_code" >= $1 and "r"."region_code" < $2) or ("r"."region_code" >= $3 and "r"."region_code" < $4))',
      values: ['33.72', '33.72~', '35', '35~'],
    })
  })
})
