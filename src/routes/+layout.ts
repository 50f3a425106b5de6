/** Public pages ship no client code; a page that needs it says so. */
export const csr = false
