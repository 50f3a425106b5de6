import { undoable } from './undo.server.ts'
import type { LayoutServerLoad } from './$types'

/** What was decided a moment ago can be taken back on whichever page of the inbox one is now. */
export const load: LayoutServerLoad = (event) => ({ undo: undoable(event) })
