/** Bookings are dragged here; without script the same page is a board of links and a table. */
export const csr = true
