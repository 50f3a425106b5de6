import { changeTarget, getFigure, listFigures } from './figures/operations.server.ts'
import { publishFigures, readPublicFigures, readUnpublished } from './publication/operations.server.ts'
import { readRecords } from './records/operations.server.ts'
import { readUnreported } from './reporting/operations.server.ts'

export const impactOperations = [
  listFigures,
  getFigure,
  changeTarget,
  readRecords,
  readUnreported,
  readPublicFigures,
  publishFigures,
  readUnpublished,
]
