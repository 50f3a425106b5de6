import type { Locale } from '#kernel/locale.ts'
import { type Cabinet, destroyCabinet, openCabinet } from '../device/drawer.ts'
import type { Entry } from '../device/entry.ts'
import { Offline, officeAt, SignedOut } from '../device/office.ts'
import { lockAfterMinutes } from '../device/pin.ts'
import {
  cabinetOf,
  forgetCabinet,
  hasVault,
  type Luggage,
  lastCabinet,
  luggageOf,
  openLuggage,
  packLuggage,
  rememberCabinet,
  setLock,
  tryPin,
} from '../device/profile.ts'
import { pauseAfter, refresh } from '../device/queue.ts'
import { type EntryShelf, shelfOf } from '../device/shelf.ts'
import { askForSync, keepShell } from '../device/shell.ts'
import { drain, type Ending } from '../device/sync.ts'
import { makeVault } from '../device/vault.ts'
import type { FieldKit } from '../schema.ts'
import { countKept, visitWork } from './visit-work.svelte.ts'

/** `setup` has no vault yet, `locked` has one, `open` is at work. */
export type Phase = 'starting' | 'unsupported' | 'setup' | 'locked' | 'open'
/** How this page stands to the office: what the last request learnt. */
export type Line = 'unknown' | 'good' | 'offline' | 'signed_out' | 'failed'

interface Opened {
  cabinet: Cabinet
  key: CryptoKey
  shelf: EntryShelf
  luggage: Luggage
}

const supported = () =>
  'indexedDB' in globalThis && 'locks' in navigator && globalThis.crypto?.subtle !== undefined

/** The page of an officer in the field: everything it knows and does, for components to show. */
export function fieldWork(language: Locale, path: string) {
  let phase = $state<Phase>('starting')
  let line = $state<Line>('unknown')
  let sending = $state(false)
  let unsent = $state(0)
  let entries = $state.raw<readonly Entry[]>([])
  let luggage = $state.raw<Luggage | undefined>()
  let shellKept = $state(false)
  /** Of whoever is signed in, before there is a vault. */
  let firstKit = $state.raw<FieldKit | undefined>()
  let cabinet: Cabinet | undefined
  let opened: Opened | undefined
  let channel: BroadcastChannel | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let hiddenAt = 0

  const visits = visitWork()

  const office = (officerId?: string) =>
    officeAt({ officerId, language, fetch: (...request) => fetch(...request) })
  const learn = (error: unknown) => {
    if (error instanceof SignedOut) line = 'signed_out'
    else if (error instanceof Offline) line = 'offline'
    else throw error
  }

  async function start(): Promise<void> {
    if (!supported()) {
      phase = 'unsupported'
      return
    }
    const name = lastCabinet()
    if (name) {
      cabinet = await openCabinet(name)
      if (await hasVault(cabinet)) {
        unsent = await countKept(cabinet)
        phase = 'locked'
        return
      }
    }
    await prepare()
  }

  /** Whose phone is this? Asked of the office; an officer who worked here before unlocks what is theirs. */
  async function prepare(): Promise<void> {
    try {
      firstKit = await office().kit({})
      line = 'good'
      const own = await openCabinet(await cabinetOf(firstKit.officerId))
      cabinet = own
      rememberCabinet(own.name)
      unsent = await countKept(own)
      phase = (await hasVault(own)) ? 'locked' : 'setup'
    } catch (error) {
      phase = cabinet && (await hasVault(cabinet)) ? 'locked' : 'setup'
      learn(error)
    }
  }

  async function setUp(pin: string): Promise<void> {
    if (!firstKit || !cabinet) return
    const { lock, key } = await makeVault(pin)
    const taken = luggageOf(firstKit, undefined, Date.now())
    // The lock last: a phone that dies in between has no vault, rather than an empty one.
    await packLuggage(cabinet, key, taken)
    await setLock(cabinet, lock)
    // Asked for, so that the browser does not clear it when room gets scarce; it may say no.
    await navigator.storage?.persist?.().catch(() => false)
    await open(key, taken)
  }

  /** @returns seconds to wait, or undefined when the PIN was right */
  async function unlock(pin: string): Promise<number | undefined> {
    if (!cabinet) return 0
    const tried = await tryPin(cabinet, pin)
    if ('waitSeconds' in tried) return tried.waitSeconds
    const taken = await openLuggage(cabinet, tried.key)
    if (taken) await open(tried.key, taken)
    return undefined
  }

  async function open(key: CryptoKey, taken: Luggage): Promise<void> {
    if (!cabinet) return
    const own = cabinet
    channel = new BroadcastChannel(own.name)
    channel.onmessage = () => void show()
    const changed = () => {
      channel?.postMessage('changed')
      void show()
    }
    const shelf = shelfOf(own, key, changed)
    visits.open(own, key, changed)
    opened = { cabinet: own, key, shelf, luggage: taken }
    luggage = taken
    await shelf.tidy(Date.now())
    await show()
    phase = 'open'
    void takeAlong().then(synchronise)
  }

  async function show(): Promise<void> {
    if (!opened) return
    entries = await opened.shelf.list()
    await visits.show()
  }

  /** Fetch what is needed on the way again: villages, clock, and this page itself. */
  async function takeAlong(within = opened?.luggage.within): Promise<void> {
    if (!opened) return
    try {
      await adopt(await office(opened.luggage.officerId).kit({ within }), within)
      shellKept = await keepShell(path)
    } catch (error) {
      shellKept = await keepShell(path)
      learn(error)
    }
  }

  async function adopt(kit: FieldKit, within: string | undefined): Promise<void> {
    if (!opened) return
    line = 'good'
    const taken = luggageOf(kit, within, Date.now())
    opened.luggage =
      kit.regions.length + kit.areas.length > 0
        ? taken
        : { ...opened.luggage, clockOffset: taken.clockOffset }
    luggage = opened.luggage
    await packLuggage(opened.cabinet, opened.key, opened.luggage)
    await visits.adopt(kit.visits)
    for (const receipt of kit.entries)
      await opened.shelf.change(receipt.entryId, (entry) => refresh(entry, receipt))
  }

  /** Send what waits; of several tabs one does it. */
  async function synchronise(): Promise<void> {
    const now = opened
    if (!now || sending) return
    clearTimeout(timer)
    await navigator.locks.request(`${now.cabinet.name}/sync`, { ifAvailable: true }, async (lock) => {
      if (!lock) return
      sending = true
      try {
        await adopt(await office(now.luggage.officerId).kit({ regions: false }), now.luggage.within)
        // Results before forms: they are a line each.
        const told = await visits.send(office(now.luggage.officerId))
        const sent =
          told === 'offline' || told === 'signed_out'
            ? told
            : await drain(now.shelf, office(now.luggage.officerId))
        note(sent === 'done' ? told : sent)
      } catch (error) {
        learn(error)
        note(line === 'signed_out' ? 'signed_out' : 'offline')
      } finally {
        sending = false
      }
    })
  }

  function note(ending: Ending): void {
    line = ending === 'done' ? 'good' : ending
    failures = ending === 'done' ? 0 : failures + 1
    const waits = visits.waiting > 0 || entries.some((entry) => entry.state === 'waiting')
    if (!waits || ending === 'signed_out') return
    if (ending !== 'done') void askForSync()
    timer = setTimeout(() => void synchronise(), pauseAfter(failures, Math.random()) * 1000)
  }

  function lock(): void {
    opened = undefined
    luggage = undefined
    entries = []
    visits.close()
    channel?.close()
    clearTimeout(timer)
    if (cabinet) void countKept(cabinet).then((count) => (unsent = count))
    phase = 'locked'
  }

  /** A forgotten PIN: what was not sent is lost, and the phone begins anew. */
  async function forget(): Promise<void> {
    const name = cabinet?.name
    cabinet?.close()
    if (name) await destroyCabinet(name)
    forgetCabinet()
    cabinet = undefined
    phase = 'starting'
    await prepare()
  }

  const wake = () => void synchronise()
  const sight = () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now()
    else if (hiddenAt > 0 && Date.now() - hiddenAt > lockAfterMinutes * 60_000 && phase === 'open') lock()
    else wake()
  }

  /** Listen to the phone; call the answer when the page goes. */
  function attend(): () => void {
    const cut = () => (line = 'offline')
    addEventListener('online', wake)
    addEventListener('offline', cut)
    document.addEventListener('visibilitychange', sight)
    navigator.serviceWorker?.addEventListener('message', wake)
    void start()
    return () => {
      removeEventListener('online', wake)
      removeEventListener('offline', cut)
      document.removeEventListener('visibilitychange', sight)
      navigator.serviceWorker?.removeEventListener('message', wake)
      channel?.close()
    }
  }

  return {
    get phase() {
      return phase
    },
    get line() {
      return line
    },
    get sending() {
      return sending
    },
    get unsent() {
      return unsent
    },
    get entries() {
      return entries
    },
    get luggage() {
      return luggage
    },
    /** Who is signed in while a phone is set up. */
    get newOfficer() {
      return firstKit?.officerName
    },
    get shellKept() {
      return shellKept
    },
    /** Only while open. */
    get shelf(): EntryShelf | undefined {
      return opened?.shelf
    },
    visits,
    attend,
    prepare,
    setUp,
    unlock,
    lock,
    forget,
    takeAlong,
    synchronise,
  }
}
export type FieldWork = ReturnType<typeof fieldWork>
