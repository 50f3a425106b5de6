/** Two fingers on the board: how much nearer, around which place of the screen, and how far both went together. */
export interface Pinch {
  factor: number
  x: number
  y: number
  dx: number
  dy: number
}

type Touch = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'clientX' | 'clientY'>

/** Fingers that are down now. Mouse and pen are never two. */
export class Fingers {
  #down = new Map<number, { x: number; y: number }>()

  /** A pointer went down; how many are. */
  down({ pointerId, pointerType, clientX, clientY }: Touch): number {
    if (pointerType !== 'touch') return 1
    this.#down.set(pointerId, { x: clientX, y: clientY })
    return this.#down.size
  }

  up({ pointerId }: Touch): void {
    this.#down.delete(pointerId)
  }

  /** A finger moved; undefined while there is only one. */
  move({ pointerId, clientX, clientY }: Touch): Pinch | undefined {
    const before = this.#down.get(pointerId)
    const other = [...this.#down].find(([id]) => id !== pointerId)?.[1]
    if (before) this.#down.set(pointerId, { x: clientX, y: clientY })
    if (!before || !other) return undefined
    const apart = (at: { x: number; y: number }) => Math.max(1, Math.hypot(at.x - other.x, at.y - other.y))
    return {
      factor: apart({ x: clientX, y: clientY }) / apart(before),
      x: (clientX + other.x) / 2,
      y: (clientY + other.y) / 2,
      dx: (clientX - before.x) / 2,
      dy: (clientY - before.y) / 2,
    }
  }
}
