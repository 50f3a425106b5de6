import type { Reroute } from '@sveltejs/kit/hooks'
import { splitLocale } from '#kernel/locale.ts'

/** English pages live under `/en`; the routes know only the Indonesian paths. */
export const reroute: Reroute = ({ url }) => splitLocale(url.pathname).path
