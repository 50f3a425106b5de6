/** Hold an entry for writing while its page is open; `told` learns whether another tab has it. @returns lets it go */
export function holdEntry(id: string, told: (got: boolean) => void): () => void {
  let release = () => {}
  const until = new Promise<void>((resolve) => (release = resolve))
  void navigator.locks.request(`berdaya-field-open/${id}`, { ifAvailable: true }, async (lock) => {
    told(lock !== null)
    if (lock) await until
  })
  return () => release()
}
