import { readForm } from '#kernel/form.server.ts'

/** Wishes of the three selects, the dearest first; an empty one is none. */
export async function readWishes(event: Parameters<typeof readForm>[0]): Promise<{ wishes: string[] }> {
  const fields = await readForm(event)
  return {
    wishes: ['wish1', 'wish2', 'wish3']
      .map((name) => String(fields.get(name)?.[0] ?? ''))
      .filter((wish) => wish !== ''),
  }
}
