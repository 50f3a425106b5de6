import type { Role } from '#kernel/actor.ts'
import { demoId } from './ids.ts'
import { demoPhone } from './words.ts'

export const mangkubumen = '33.72.05.1010'
export const surakarta = '33.72'
export const surabaya = '35.78'
/** Where the co-working space is: Ketabang, Genteng. */
export const ketabang = '35.78.07.1004'

/** Of every staff account of the demo. */
export const demoPassword = 'coba-berdaya'

export interface DemoStaff {
  id: string
  name: string
  email: string
  /** What they do, as the log-ins are printed. */
  title: string
  roles: { role: Role; region: string }[]
}

const address = (name: string) => `${name}@demo.berdaya.example`

const staff = (
  number: number,
  name: string,
  login: string,
  title: string,
  ...roles: DemoStaff['roles']
): DemoStaff => ({
  id: demoId('account', 900 + number),
  name,
  email: address(login),
  title,
  roles,
})

export const officer = staff(1, 'Rina Kusumawati', 'petugas', 'petugas kelurahan', {
  role: 'officer',
  region: mangkubumen,
})
export const secondOfficer = staff(2, 'Agus Prasetyo', 'petugas2', 'petugas kelurahan (kedua)', {
  role: 'officer',
  region: mangkubumen,
})
export const manager = staff(3, 'Suryani Mulyani', 'pengelola', 'pengelola gedung', {
  role: 'manager',
  region: mangkubumen,
})
export const lurah = staff(4, 'Hartono Raharjo', 'lurah', 'lurah Mangkubumen', {
  role: 'head',
  region: mangkubumen,
})
export const administrator = staff(5, 'Ratna Pratiwi', 'admin', 'administrator kota', {
  role: 'administrator',
  region: surakarta,
})
export const mayor = staff(6, 'Darmanto Wijaya', 'dinas', 'kepala dinas kota', {
  role: 'head',
  region: surakarta,
})
export const evaluator = staff(7, 'Dewi Handayani', 'evaluator', 'evaluator', {
  role: 'evaluator',
  region: surakarta,
})
export const foreignOfficer = staff(
  8,
  'Eko Santoso',
  'surabaya',
  'petugas kota lain (Surabaya)',
  { role: 'officer', region: surabaya },
  { role: 'manager', region: surabaya },
)

export const everyStaff: readonly DemoStaff[] = [
  officer,
  secondOfficer,
  manager,
  lurah,
  mayor,
  administrator,
  evaluator,
  foreignOfficer,
]

/** The trader whom visitors of the demo sign in as. */
export const trader = { accountId: demoId('account', 1), name: 'Sri Rahayu', phone: demoPhone(1) }

export interface DemoLogins {
  /** Written as people type it. */
  traderPhone: string
  traderName: string
  password: string
  staff: { title: string; name: string; email: string }[]
}

export const demoLogins: DemoLogins = {
  traderPhone: trader.phone.replace('+62', '0'),
  traderName: trader.name,
  password: demoPassword,
  staff: everyStaff.map(({ title, name, email }) => ({ title, name, email })),
}
