/** The editor needs script; without it the page leads to the table, which edits the same plan. */
export const csr = true
