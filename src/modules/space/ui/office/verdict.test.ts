import { expect, test } from 'vitest'
import { codeIn } from './verdict.ts'

test.each([
  ['typed as people type', ' y5g7-abvc ', 'y5g7-abvc'],
  ['a scanned address', 'https://berdaya.example/pas/Y5G7ABVC', 'Y5G7ABVC'],
  ['in English, with a query', 'https://berdaya.example/en/pas/Y5G7ABVC?x=1', 'Y5G7ABVC'],
  ['far too long', 'x'.repeat(200), 'x'.repeat(40)],
])('the code in what a desk gets: %s', (_, typed, code) => {
  expect(codeIn(typed)).toBe(code)
})
