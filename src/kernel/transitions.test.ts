import { expect, test } from 'vitest'
import { transitions } from './transitions.ts'

const door = transitions({ open: ['shut'], shut: ['open', 'locked'], locked: [] })

test('a state machine answers where a record may go', () => {
  expect(door.states).toEqual(['open', 'shut', 'locked'])
  expect(door.may('open', 'shut')).toBe(true)
  expect(door.may('open', 'locked')).toBe(false)
  expect(door.may('open', 'open')).toBe(false)
  expect(door.from('shut')).toEqual(['open', 'locked'])
  expect(door.states.filter((state) => door.isFinal(state))).toEqual(['locked'])
})
