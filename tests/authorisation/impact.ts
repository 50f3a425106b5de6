import { here } from '../support/cast.ts'
import { administrators, everyone, nothing, type Table } from './table.ts'

const readers = ['officer', 'manager', 'head', 'administrator', 'national'] as const
const city = () => ({ region: '33.72' })

export const impact: Table = {
  'impact.list_figures': { may: readers, input: city },
  'impact.get_figure': { may: readers, input: () => ({ ...city(), indicator: 'visits' }) },
  'impact.list_records': { may: readers, input: () => ({ ...city(), indicator: 'requests' }) },
  'impact.export_records': { may: readers, input: () => ({ ...city(), indicator: 'requests' }) },
  'impact.list_unreported': { may: readers, input: city },
  'impact.set_target': {
    may: ['head', 'administrator', 'national'],
    input: () => ({ indicator: 'visits', region: here, value: 20 }),
  },
  'impact.list_public_figures': { may: everyone, input: nothing },
  'impact.publish_figures': {
    may: ['administrator', 'national'],
    input: () => ({ ...city(), month: '2026-01' }),
  },
  'impact.list_unpublished': { may: ['head', 'foreignHead', ...administrators], input: nothing },
}
