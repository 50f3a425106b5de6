import type { FieldKit } from '../schema.ts'
import type { Cabinet } from './drawer.ts'
import { waitAfterWrong } from './pin.ts'
import { type Lock, openJson, openVault, type Sealed, sealJson } from './vault.ts'

const pointer = 'berdaya:field'

/** The database of the officer who last worked on this phone. */
export const lastCabinet = (): string | null => localStorage.getItem(pointer)
export const rememberCabinet = (name: string) => localStorage.setItem(pointer, name)
export const forgetCabinet = () => localStorage.removeItem(pointer)

/** Each officer of a shared phone has a database of their own; its name does not say whose. */
export async function cabinetOf(officerId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`field ${officerId}`))
  const short = new Uint8Array(digest).slice(0, 8)
  return `berdaya-field-${[...short].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The lock and how often it was tried; in clear. */
interface Guard {
  lock: Lock
  wrong: number
  /** Milliseconds; no PIN is tried before. */
  waitUntil: number
}

const readGuard = async (cabinet: Cabinet) => (await cabinet.get('meta', 'guard')) as Guard | undefined
const writeGuard = (cabinet: Cabinet, value: Guard) => cabinet.write([{ drawer: 'meta', id: 'guard', value }])

export const hasVault = async (cabinet: Cabinet): Promise<boolean> => (await readGuard(cabinet)) !== undefined
export const setLock = (cabinet: Cabinet, lock: Lock) => writeGuard(cabinet, { lock, wrong: 0, waitUntil: 0 })

/** Try a PIN: the key, or how long to wait before the next try. */
export async function tryPin(
  cabinet: Cabinet,
  pin: string,
): Promise<{ key: CryptoKey } | { waitSeconds: number }> {
  const guard = await readGuard(cabinet)
  if (!guard) throw new Error('no vault here')
  const left = Math.ceil((guard.waitUntil - Date.now()) / 1000)
  // A clock that was turned back must not lock the officer out for years.
  if (left > 0 && left <= 900) return { waitSeconds: left }
  const key = await openVault(pin, guard.lock)
  if (key) {
    await writeGuard(cabinet, { ...guard, wrong: 0, waitUntil: 0 })
    return { key }
  }
  const wrong = guard.wrong + 1
  const waitSeconds = waitAfterWrong(wrong)
  await writeGuard(cabinet, { ...guard, wrong, waitUntil: Date.now() + waitSeconds * 1000 })
  return { waitSeconds }
}

/** What was taken along, and what was learnt of the office's clock. */
export interface Luggage extends Pick<FieldKit, 'officerId' | 'officerName' | 'regions' | 'areas'> {
  /** Seconds the office's clock is ahead of this phone's. */
  clockOffset: number
  /** When it was last taken, by this phone's clock. */
  takenAt: string
  /** The part of a wide scope that was chosen. */
  within?: string | undefined
}

const luggagePlace = 'meta/luggage'

export async function packLuggage(cabinet: Cabinet, key: CryptoKey, luggage: Luggage): Promise<void> {
  const value = await sealJson(key, luggagePlace, luggage)
  await cabinet.write([{ drawer: 'meta', id: 'luggage', value }])
}

export async function openLuggage(cabinet: Cabinet, key: CryptoKey): Promise<Luggage | undefined> {
  const sealed = (await cabinet.get('meta', 'luggage')) as Sealed | undefined
  return sealed && openJson<Luggage>(key, luggagePlace, sealed)
}

export const luggageOf = (kit: FieldKit, within: string | undefined, now: number): Luggage => ({
  officerId: kit.officerId,
  officerName: kit.officerName,
  regions: kit.regions,
  areas: kit.areas,
  clockOffset: Math.round((Date.parse(kit.now) - now) / 1000),
  takenAt: new Date(now).toISOString(),
  within,
})
