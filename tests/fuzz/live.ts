import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Pool } from 'pg'
import type { Actor } from '../../src/kernel/actor.ts'
import { openApiDocument } from '../../src/kernel/openapi.ts'
import { restAdapter } from '../../src/kernel/rest.server.ts'
import { nodeApi } from '../../src/kernel/rest-node.server.ts'
import { resolveActor } from '../../src/modules/identity/actor.server.ts'
import { operations } from '../../src/operations.server.ts'
import { setSecret } from '../../src/platform/sign.ts'

export interface Live {
  origin: string
  /** What went wrong inside, by request. */
  internal: Map<string, unknown>
  close(): Promise<void>
}

/** The program's REST door over real HTTP; whoever sends `Bearer <name>` is that actor, all else is the program's to judge. */
export async function startLive(pool: Pool, actors: Readonly<Record<string, Actor>>): Promise<Live> {
  setSecret('what signs links and seals numbers here')
  const internal = new Map<string, unknown>()
  const document = JSON.stringify(openApiDocument(operations))
  const adapter = restAdapter({
    operations,
    pool: () => pool,
    resolveActor: async (headers) =>
      actors[headers.get('authorization')?.replace('Bearer ', '') ?? ''] ?? resolveActor(headers),
    onChanged: () => undefined,
    onInternal: (error, requestId) => void internal.set(requestId, error),
    document: () => document,
  })
  const serve = nodeApi(adapter)
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    internal,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
