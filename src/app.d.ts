import type { Actor } from '#kernel/actor.ts'
import type { RawFields } from '#kernel/coerce.ts'
import type { Locale } from '#kernel/locale.ts'

declare global {
  namespace App {
    interface Error {
      message: string
      code?: string
      requestId?: string
    }
    interface Locals {
      actor: Actor
      locale: Locale
      requestId: string
      /** Tags of what this page shows; with at least one, the page may be kept for visitors. */
      tags: Set<string>
      /** The posted form, once read. */
      form?: RawFields
    }
  }
}
