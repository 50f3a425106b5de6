import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiDocument } from '../../src/kernel/openapi.ts'
import type { Target } from './requests.ts'

export interface Answer {
  status: number
  type: string
  requestId: string | null
  body: string
}

/** Escapes of a JSON pointer inside a URI fragment. */
const escaped = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))

/**
 * Holds answers against the document: a status it names, the media type it names, a body its schema takes.
 * @returns what is wrong, or undefined.
 */
export function judgeBy(document: ApiDocument): (target: Target, answer: Answer) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ ...document, $id: 'api' })
  const checks = new Map<string, ValidateFunction>()

  function checkAt(pointer: string): ValidateFunction {
    const known = checks.get(pointer)
    if (known) return known
    const made = ajv.getSchema(pointer)
    if (!made) throw new Error(`no schema at ${pointer}`)
    checks.set(pointer, made as ValidateFunction)
    return made as ValidateFunction
  }

  return ({ method, path, endpoint }, { status, type, requestId, body }) => {
    if (status >= 500) return `answered ${status}`
    const named = endpoint.responses[String(status)]
    if (!named) return `answered ${status}, which the document does not name`
    const media = type.split(';')[0] ?? ''
    const response = named.$ref ? document.components.responses[named.$ref.split('/').at(-1) ?? ''] : named
    if (!response?.content?.[media]) return `answered ${status} as ${media}, which the document does not name`
    if (!requestId) return 'answered without x-request-id'
    const at = named.$ref
      ? `api${named.$ref}/content/${escaped(media)}/schema`
      : `api#/paths/${escaped(path)}/${method}/responses/${status}/content/${escaped(media)}/schema`
    const check = checkAt(at)
    let value: unknown
    try {
      value = JSON.parse(body)
    } catch {
      return `answered ${status} with what is no JSON`
    }
    return check(value)
      ? undefined
      : `answered ${status} with a body the document does not describe: ${ajv.errorsText(check.errors)}`
  }
}
