import { describe, expect, test } from 'vitest'
import { compile } from '#platform/database/query.ts'
import { within } from './within.ts'

const said = (scope: readonly string[], regency?: string) => compile(within('r.region_code', scope, regency))

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

  test('names the regency where there is one to name', () => {
    expect(said(['33.72.05'], 'r.regency').text).toBe(
      '(("r"."regency" = $1 and "r"."region_code" >= $2 and "r"."region_code" < $3))',
    )
    expect(said(['33'], 'r.regency').text).not.toContain('regency"')
  })
})
