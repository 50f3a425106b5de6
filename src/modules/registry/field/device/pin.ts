/** Fewest characters: with six digits a thief needs hours of the phone itself, or its memory and a fast machine. Letters help. */
export const shortestPin = 6

/** All the same, counting up or down, or a pair again and again: what is tried first. */
export function isWeakPin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((char, index) => char.charCodeAt(0) - pin.charCodeAt(index)))
  if (steps.size <= 1 && [0, 1, -1].includes([...steps][0] ?? 0)) return true
  return /^(.{1,3})\1+$/.test(pin)
}

/** Seconds one waits after so many wrong PINs in a row: slips are free, trying is not. Nothing is ever wiped by trying. */
export const waitAfterWrong = (wrong: number): number =>
  wrong < 5 ? 0 : Math.min(900, 30 * 2 ** (wrong - 5))

/** Minutes out of sight after which the page forgets its key. */
export const lockAfterMinutes = 10
