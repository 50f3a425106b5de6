// Placeholder replaced by `npm run db:types`.
export interface DB {
  [table: string]: Record<string, unknown>
}
