import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from './config.ts'
import type { PageCache } from './page-cache.ts'

/**
 * What the server entry and the built application share. They are two module graphs (sources and Kit's bundle),
 * so they meet here: the entry says where the database is, the bundle's `init` hands over what is served before Kit.
 */
export interface Runtime {
  config?: Config
  /** Connection of the role that owns the schema, embedded or named by the operator. */
  databaseUrl?: string
  /** Answers everything under `/api/v1`. */
  api?: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  pageCache?: PageCache
  /** Prometheus text. */
  metrics?: () => Promise<string>
  /** Is the database answering? */
  ready?: () => Promise<boolean>
  /** Stop jobs and close pools. */
  close?: () => Promise<void>
}

const key = Symbol.for('berdaya.runtime')
const holder = globalThis as typeof globalThis & { [key]?: Runtime }
holder[key] ??= {}

export const runtime: Runtime = holder[key]
