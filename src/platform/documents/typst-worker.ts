/** Runs in a worker thread: a page of PDF costs ten milliseconds of pure computing, which must not hold up requests. */
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PdfJob, PdfResult } from './pdf.ts'

const { workspace, fontPaths } = workerData as { workspace: string; fontPaths: string[] }
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] })

/** Compiled layouts are kept by the compiler; letting go of those not used in the last ten documents bounds its memory. */
const keptGenerations = 10

/** The compiler's own errors carry diagnostics instead of a message. */
function explain(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message
  const { shortDiagnostics, kind } = error as { shortDiagnostics?: unknown; kind?: string }
  return `${kind ?? 'typst'}: ${JSON.stringify(shortDiagnostics ?? String(error))}`
}

parentPort?.on('message', ({ id, template, data }: PdfJob) => {
  let result: PdfResult
  try {
    const pdf = compiler.pdf({ mainFilePath: template, inputs: { data: JSON.stringify(data) } })
    result = { id, pdf: new Uint8Array(pdf) }
  } catch (error) {
    result = { id, failure: explain(error) }
  }
  compiler.evictCache(keptGenerations)
  parentPort?.postMessage(result)
})
