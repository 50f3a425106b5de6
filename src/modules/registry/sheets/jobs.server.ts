import { z } from 'zod'
import type { Jobs } from '#platform/queue/task.ts'
import { workOnExport } from './exports/worker.server.ts'
import { emptyOldRuns, refreshImported, wakeAbandoned } from './upkeep.server.ts'
import { workOnImport } from './worker.server.ts'

const Payload = z.object({ runId: z.uuid() })
const ExportPayload = z.object({ exportId: z.uuid() })

export const sheetJobs = {
  tasks: {
    'registry.work_on_import': (payload, { pool, signal, last }) =>
      workOnImport(Payload.parse(payload).runId, { pool, signal, last }),
    'registry.work_on_export': (payload, { pool }) =>
      workOnExport(ExportPayload.parse(payload).exportId, pool),
    'registry.wake_abandoned_imports': (_, { pool }) => wakeAbandoned(pool),
    'registry.refresh_imported': async (_, { pool, signal }) => {
      await refreshImported(pool, signal)
    },
    'registry.empty_old_imports': (_, { pool }) => emptyOldRuns(pool),
  },
  recurring: [
    { at: '* * * * *', task: 'registry.wake_abandoned_imports' },
    { at: '* * * * *', task: 'registry.refresh_imported' },
    { at: '40 19 * * *', task: 'registry.empty_old_imports' },
  ],
} satisfies Jobs
