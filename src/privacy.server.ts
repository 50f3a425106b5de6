import { personalDataOperations } from '#modules/registry/privacy/data.operations.server.ts'
import { personalTables } from './personal-data.ts'

/** A person's own copy, and answers to requests: they go through the tables of every module. */
export const { readOwnData, answerDataRequest } = personalDataOperations(personalTables)

export const wholeProgramOperations = [readOwnData, answerDataRequest]
