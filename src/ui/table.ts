/** One column of a table. */
export interface Column<Row> {
  key: string
  label: string
  /** Text of the cell; else the `cell` snippet is asked. */
  text?: (row: Row) => string | number
  numeric?: boolean
  /** Hide the head on phones, for buttons. */
  bare?: boolean
}
