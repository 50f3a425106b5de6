import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../data-dir.ts'
import { renderPdf } from './pdf.ts'

const folder = mkdtempSync(join(projectFolder, '.typst-'))
afterAll(() => rmSync(folder, { recursive: true }))

function template(name: string, source: string): string {
  writeFileSync(join(folder, name), source)
  return relative(projectFolder, join(folder, name))
}

describe('documents', () => {
  it('become PDF, with data that are never read as commands', async () => {
    const path = template(
      'pass.typ',
      '#let data = json(bytes(sys.inputs.data))\n#set page(width: 105mm, height: 148mm)\n#data.name',
    )
    const pdf = Buffer.from(await renderPdf(path, { name: '#pagebreak() $x$ "Sri" <b>' }))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  it('say so when the template is wrong, and the next one is made all the same', async () => {
    await expect(renderPdf(template('wrong.typ', '#nothing-like-this'), {})).rejects.toThrow(
      /document not made/,
    )
    await expect(renderPdf(template('right.typ', 'Halo'), {})).resolves.toBeInstanceOf(Uint8Array)
  })
})
