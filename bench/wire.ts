import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A wire with a meter: passes everything on to the site and counts what comes back. */
export interface Wire {
  origin: string
  /** Bytes from the site so far. */
  received(): number
  close(): Promise<void>
}

export async function meteredWire(port: number): Promise<Wire> {
  let received = 0
  const open = new Set<Socket>()
  const server = createServer((browser) => {
    const site = connect({ port, host: '127.0.0.1' })
    for (const socket of [browser, site]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    site.on('data', (bytes) => {
      received += bytes.length
    })
    browser.pipe(site)
    site.pipe(browser)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
