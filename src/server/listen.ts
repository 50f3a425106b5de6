import { once } from 'node:events'
import { createServer, type Server as NetServer } from 'node:net'

const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `port ${port} on ${host} is taken by another program: stop it, or choose another with PORT`,
  EACCES: (_, port) =>
    `port ${port} needs root's rights: choose one above 1023 with PORT, and put a proxy in front`,
  EADDRNOTAVAIL: (host) =>
    `this machine has no address ${host}: set HOST to 127.0.0.1, or to 0.0.0.0 for all addresses`,
  ENOTFOUND: (host) => `the name ${host} in HOST is not known here`,
}

/** @throws Error saying what to do, when the address cannot be had. */
export async function listen(server: NetServer, host: string, port: number): Promise<number> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw new Error(reasons[code]?.(host, port) ?? String(error), { cause: error })
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Is the address free? Asked before the work of a start begins. Returns the port, a free one for 0. */
export async function reservePort(host: string, port: number): Promise<number> {
  const probe = createServer()
  const found = await listen(probe, host, port)
  await new Promise((resolve) => probe.close(resolve))
  return found
}
