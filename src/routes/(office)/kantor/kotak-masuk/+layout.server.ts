import type { LayoutServerLoad } from './$types'
import { undoable } from './undo.server.ts'

/** What was decided a moment ago can be taken back on whichever page of the inbox one is now. */
export const load: LayoutServerLoad = (event) => ({ undo: undoable(event) })
