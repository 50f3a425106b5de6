import { m } from '#messages'
import { cornersOf, round, type XY } from '../geometry.ts'
import type { Feature, featureKinds, Plan } from '../schema.ts'
import {
  addFeature,
  addRow,
  begin,
  type Draft,
  type DraftStall,
  draftOf,
  grid,
  type History,
  removeStalls,
  snap,
  step,
  undo as stepBack,
  redo as stepOn,
} from './draft.ts'
import { addPolygon, drawZone, isDrawable, polygonOf, type Target } from './polygons.ts'

export type Tool = 'select' | 'stall' | 'free' | 'zone' | (typeof featureKinds)[number]

/** What somebody is doing to a plan: the draft and its steps, what is chosen, the tool in hand. Nothing here is saved. */
export class Editing {
  #history = $state.raw(begin({ width: 0, height: 0, zones: [], features: [], stalls: [] }))
  chosen = $state.raw<ReadonlySet<number>>(new Set())
  /** The zone whose ground is drawn or changed. */
  zone = $state<string | null>(null)
  tool = $state<Tool>('select')
  /** Choosing adds to what is chosen: what Shift does where there is no Shift. */
  many = $state(false)
  /** Pixels of a metre. */
  scale = $state(24)
  row = $state({ prefix: 'A-', first: 1, count: 5 })
  /** Corners set so far of a form that is not closed yet. */
  pen = $state.raw<readonly XY[]>([])
  /** Spoken to those who do not see the board. */
  said = $state('')
  #onchange: (draft: Draft, changed: boolean) => void

  constructor(plan: Plan, onchange: (draft: Draft, changed: boolean) => void) {
    this.#history = begin(draftOf(plan))
    this.#onchange = onchange
  }

  get draft(): Draft {
    return this.#history.now
  }
  get canUndo(): boolean {
    return this.#history.past.length > 0
  }
  get canRedo(): boolean {
    return this.#history.future.length > 0
  }
  /** The polygon whose corners can be moved now: of the only chosen stall, or of the zone. */
  get target(): Target | undefined {
    const [only] = this.chosen
    const wanted =
      this.zone !== null
        ? { zone: this.zone }
        : this.chosen.size === 1 && only !== undefined
          ? { stall: only }
          : undefined
    return wanted && polygonOf(this.draft, wanted) ? wanted : undefined
  }

  become = (next: Draft): void => {
    if (next === this.draft) return
    this.#history = step(this.#history, next)
    this.#onchange(next, true)
  }
  #travel(to: History) {
    this.#history = to
    this.chosen = new Set()
    this.pen = []
    this.#onchange(this.draft, this.canUndo)
  }
  undo = (): void => {
    if (this.pen.length > 0) this.pen = this.pen.slice(0, -1)
    else this.#travel(stepBack(this.#history))
  }
  redo = (): void => this.#travel(stepOn(this.#history))

  take(tool: Tool): void {
    this.tool = tool
    this.pen = []
    if (tool !== 'zone') this.zone = null
    if (tool !== 'select') this.chosen = new Set()
  }
  choose(stall: DraftStall, more: boolean): void {
    this.zone = null
    const has = this.chosen.has(stall.key)
    if (more || this.many)
      this.chosen = new Set(
        has ? [...this.chosen].filter((key) => key !== stall.key) : [...this.chosen, stall.key],
      )
    else this.chosen = new Set([stall.key])
  }
  chooseAll = (): void => {
    this.take('select')
    this.chosen = new Set(this.draft.stalls.map(({ key }) => key))
  }
  forget = (): void => {
    this.chosen = new Set()
    this.zone = null
    this.pen = []
  }
  remove = (): void => {
    this.become(removeStalls(this.draft, this.chosen))
    this.chosen = new Set()
  }

  drawStall(place: { x: number; y: number; w: number; h: number }): void {
    const { width, height } = this.draft
    const within = place.w >= grid && place.h >= grid ? place : { ...place, w: 2, h: 2 }
    const x = Math.max(0, Math.min(within.x, width - within.w))
    const y = Math.max(0, Math.min(within.y, height - within.h))
    this.#add(
      addRow(this.draft, {
        ...within,
        x,
        y,
        count: 1,
        prefix: this.row.prefix.toUpperCase(),
        first: this.row.first,
      }),
    )
  }
  /** Below everything drawn so far, if there is room. */
  drawRow = (): void => {
    const bottom = Math.max(
      0,
      ...this.draft.stalls.flatMap(({ shape }) => cornersOf(shape).map(([, y]) => y)),
    )
    const y = round(Math.min(snap(bottom) + 1, Math.max(0, this.draft.height - 2)))
    this.#add(addRow(this.draft, { x: 1, y, w: 2, h: 2, ...this.row, prefix: this.row.prefix.toUpperCase() }))
  }
  #add({ draft, keys }: { draft: Draft; keys: Set<number> }) {
    this.become(draft)
    this.chosen = keys
    this.said = draft.stalls
      .filter(({ key }) => keys.has(key))
      .map(({ code }) => code)
      .join(', ')
  }
  drawFeature(kind: Feature['kind'], from: XY, to: XY): void {
    const isLine = kind === 'wall' || kind === 'gate'
    if (isLine && from[0] === to[0] && from[1] === to[1]) return
    this.become(
      addFeature(this.draft, { kind, points: isLine ? [[...from], [...to]] : [[...from]], label: '' }),
    )
  }

  /** Another corner; the first one again closes the form. */
  setPoint(point: XY, near: number): void {
    const [first] = this.pen
    if (first && this.pen.length > 2 && Math.hypot(first[0] - point[0], first[1] - point[1]) <= near)
      this.closePen()
    else if (this.pen.length < 40 && !this.pen.some(([x, y]) => x === point[0] && y === point[1])) {
      this.pen = [...this.pen, point]
      this.said = m.market_edit_pen({ count: this.pen.length })
    }
  }
  closePen = (): void => {
    if (!isDrawable(this.pen)) {
      this.said = m.market_plan_crossing()
      return
    }
    const points = this.pen
    this.pen = []
    if (this.tool !== 'zone')
      this.#add(addPolygon(this.draft, points, { ...this.row, prefix: this.row.prefix.toUpperCase() }))
    else if (this.zone !== null) this.become(drawZone(this.draft, this.zone, points))
    this.tool = 'select'
  }
}
