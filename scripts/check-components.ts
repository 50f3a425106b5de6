/** Reads every component for what the linters do not see. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AST, parse } from 'svelte/compiler'

const root = join(import.meta.dirname, '..')

/** Types whose `value` is not typed by anybody. */
const fixed = /^(hidden|submit|button|reset|checkbox|radio|image)$/

interface Node {
  type: string
  start?: number
  [part: string]: unknown
}

function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const item of node) yield* nodesOf(item)
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    yield node as Node
    for (const [name, part] of Object.entries(node))
      if (name !== 'metadata' && typeof part === 'object') yield* nodesOf(part)
  }
}

const attribute = (element: AST.RegularElement, name: string) =>
  element.attributes.find(
    (candidate): candidate is AST.Attribute => candidate.type === 'Attribute' && candidate.name === name,
  )

const isExpression = ({ value }: AST.Attribute) =>
  value !== true && (!Array.isArray(value) || value.some((part) => part.type === 'ExpressionTag'))

/** Every type this element may have: the text, or all texts of the expression. */
function typesOf(element: AST.RegularElement, source: string): string[] {
  const found = attribute(element, 'type')
  if (!found) return ['text']
  return [...source.slice(found.start + 'type='.length, found.end).matchAll(/['"`](\w+)['"`]/g)].map(
    ([, type]) => type ?? '',
  )
}

/** What is wrong with one node; undefined when nothing is. */
function faultOf(node: Node, path: string, source: string): string | undefined {
  if (node.type === 'HtmlTag' && !path.startsWith('src/ui/'))
    return '{@html} outside src/ui: text from people must not become markup'
  if (node.type === 'EachBlock' && !node.key && node.context) return '{#each} without a key'
  if (node.type !== 'RegularElement') return undefined
  const element = node as unknown as AST.RegularElement
  // A text area has no `defaultValue` on the server: there `value` is the only way to show what is kept.
  if (element.name !== 'input') return undefined
  const value = attribute(element, 'value')
  const types = typesOf(element, source)
  const typed = types.length === 0 || !types.every((type) => fixed.test(type))
  if (value && typed && isExpression(value))
    return '<input value={…}> erases what was typed before hydration: defaultValue={…}'
  const checked = attribute(element, 'checked')
  if (checked && isExpression(checked))
    return '<input checked={…}> undoes a choice made before hydration: defaultChecked={…}'
  return undefined
}

/** One line a fault. */
export function componentFaults(): string[] {
  return globSync('src/**/*.svelte', { cwd: root }).flatMap((path) => {
    const source = readFileSync(join(root, path), 'utf8')
    const tree = parse(source, { modern: true, filename: path })
    return [...nodesOf(tree.fragment)].flatMap((node) => {
      const fault = faultOf(node, path, source)
      const line = source.slice(0, node.start).split('\n').length
      return fault ? [`${path}:${line} ${fault}`] : []
    })
  })
}
