import { changeTarget, getFigure, listFigures } from './figures/operations.server.ts'
import { publishFigures, readPublicFigures, readUnpublished } from './publication/operations.server.ts'
import { exportRecords, readRecords } from './records/operations.server.ts'
import { readUnreported } from './reporting/operations.server.ts'

export const impactOperations = [
  listFigures,
  getFigure,
  changeTarget,
  readRecords,
  exportRecords,
  readUnreported,
  readPublicFigures,
  publishFigures,
  readUnpublished,
]
