import type { SealedColumn } from '#kernel/sealing.server.ts'
import { identitySealed } from '#modules/identity/sealed.ts'
import { registrySealed } from '#modules/registry/sealed.ts'
import { spaceSealed } from '#modules/space/sealed.ts'

/** Every column of the program that holds boxes: what `berdaya keys rotate` goes through. */
export const sealedColumns: readonly SealedColumn[] = [...identitySealed, ...registrySealed, ...spaceSealed]
