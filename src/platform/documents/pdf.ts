import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectFolder } from '../data-dir.ts'

export interface PdfJob {
  id: number
  template: string
  data: Record<string, unknown>
}

export type PdfResult = { id: number; pdf: Uint8Array } | { id: number; failure: string }

interface Waiting {
  resolve(pdf: Uint8Array): void
  reject(error: Error): void
}

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

function failAll(error: Error) {
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
  worker = undefined
}

function startWorker(): Worker {
  const font = createRequire(join(projectFolder, 'package.json')).resolve(
    '@expo-google-fonts/plus-jakarta-sans/package.json',
  )
  const fontPaths = ['400Regular', '700Bold'].map((weight) => join(dirname(font), weight))
  // The path is that of the source: the bundle runs from another folder, and a worker cannot be bundled with it.
  const started = new Worker(join(projectFolder, 'src/platform/documents/typst-worker.ts'), {
    workerData: { workspace: projectFolder, fontPaths },
  })
  started.unref()
  started.on('message', (result: PdfResult) => {
    const job = waiting.get(result.id)
    waiting.delete(result.id)
    if ('pdf' in result) job?.resolve(result.pdf)
    else job?.reject(new Error(`document not made: ${result.failure}`))
  })
  started.on('error', failAll)
  started.on('exit', () => failAll(new Error('the document worker stopped')))
  return started
}

/**
 * Make a PDF from a typst template of the project. The template reads its data with
 * `json(bytes(sys.inputs.data))`: data are never pasted into its source, so they cannot be read as commands.
 * @param template path inside the project, as `src/modules/space/documents/pass.typ`
 */
export function renderPdf(template: string, data: Record<string, unknown>): Promise<Uint8Array> {
  worker ??= startWorker()
  const id = ++lastId
  worker.postMessage({ id, template: join(projectFolder, template), data } satisfies PdfJob)
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
}
