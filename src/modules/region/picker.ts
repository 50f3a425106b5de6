import type { Region } from './schema.ts'

/** What the picker shows between two requests; nothing of it is kept on the server. */
export interface PickerState {
  query: string
  chosen: Region | null
  /** Answer of a search, null when none was made. */
  results: Region[] | null
  /** List one level down from the last of `trail`, null when not browsing. */
  children: Region[] | null
  trail: Region[]
}
