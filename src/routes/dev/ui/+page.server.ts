import { error } from '@sveltejs/kit'
import { dev } from '$app/env'
import type { Actions, PageServerLoad } from './$types'

/** The design system's own page is for those who build: in development, or where `BERDAYA_DEV=1` says so. */
const shown = () => dev || process.env.BERDAYA_DEV === '1'

export const load: PageServerLoad = () => {
  if (!shown()) error(404, 'Not found')
}

export const actions: Actions = {
  /** Sends every form back with errors, as a refusing operation would. */
  default: async ({ request }) => {
    if (!shown()) error(404, 'Not found')
    const values: Record<string, string | string[]> = {}
    const data = await request.formData()
    for (const name of new Set(data.keys())) {
      const all = data.getAll(name).filter((value) => typeof value === 'string')
      if (name !== '_key' && name !== 'password') values[name] = all.length > 1 ? all : (all[0] ?? '')
    }
    return {
      values,
      errors: {
        phone: 'Tulis nomor ponsel yang lengkap, misalnya 0812 3456 7890',
        purpose: 'Pilih satu kegunaan',
      },
      message: 'Periksa kembali isian yang ditandai.',
    }
  },
}
