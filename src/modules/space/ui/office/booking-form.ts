/** What staff do with a booking from its card; the names of the form actions. */
export type BookingAct = 'arrive' | 'complete' | 'missed' | 'cancel'

/** What came back when one of them was refused; the card it belongs to shows it. */
export type BookingForm =
  | {
      act?: BookingAct
      bookingId?: string
      values?: Record<string, unknown>
      errors?: Record<string, string>
      message?: string
    }
  | null
  | undefined

/** Address of an action on the same page that keeps the day and the view one looks at. */
export function actionAt(act: string, url: { searchParams: Iterable<[string, string]> }): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  return kept.size > 0 ? `?/${act}&${kept}` : `?/${act}`
}
