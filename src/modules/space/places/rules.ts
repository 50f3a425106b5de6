/** `Sasono Krida Warga` → `sasono-krida-warga`: at least three characters, at most fifty. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
  return plain.length >= 3 ? plain : `ruang-${plain || '1'}`
}
