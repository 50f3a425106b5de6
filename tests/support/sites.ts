import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The sites that browser tests visit, each with its own demo data: one for each worker, so that they never share a record. */
const firstPort = Number(process.env.E2E_PORT ?? 4199)

export const workers = 2

export const ports = Array.from({ length: workers }, (_, index) => firstPort + index)

export const siteAt = (index: number) => `http://127.0.0.1:${ports[index]}`

/** Says where the site on a port keeps its data, for tests that let time pass. */
export const dataDirFile = (port: number) => join(tmpdir(), `berdaya-test-site-${port}`)
