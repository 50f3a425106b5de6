import { createHash, randomUUID } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { sendFieldEntry } from '../../src/modules/registry/field/operations.server.ts'
import { sampleRegistration } from '../../src/modules/registry/provision.server.ts'
import { callAs } from '../support/actors.ts'
import { type Player, type Probe, secrets, type Table } from './table.ts'

const bytes = Buffer.from('not a picture yet')
const photo = () => ({
  id: randomUUID(),
  bytes: bytes.length + 1,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

const entry = (officerId: string | null, photos: ReturnType<typeof photo>[] = []) => ({
  entryId: randomUUID(),
  officerId: officerId ?? randomUUID(),
  revision: 1,
  capturedAt: '2026-11-20T03:00:00Z',
  answers: sampleRegistration({
    name: `${secrets.business} ${randomUUID()}`,
    ownerName: secrets.name,
    address: secrets.address,
  }),
  consent: true,
  photos,
})

/** What the place's officer sent from the street. */
async function sent({ database, cast }: Probe) {
  const made = entry(cast.officer.accountId, [photo()])
  await execute(sendFieldEntry, made, callAs(database.app, cast.officer))
  return made
}

const own = (probe: Probe, player: Player) => entry(probe.cast[player].accountId)
const sentId = async (probe: Probe) => ({ entryId: (await sent(probe)).entryId })

export const registryField: Table = {
  'registry.get_field_kit': {
    may: ['officer', 'head', 'foreignOfficer', 'foreignHead'],
    input: () => ({}),
  },
  'registry.send_field_entry': { may: ['officer', 'head'], input: own },
  // Only who wrote it down follows it.
  'registry.get_field_entry': { may: ['officer'], input: sentId },
  'registry.send_photo_part': {
    may: ['officer'],
    input: async (probe) => ({
      photoId: (await sent(probe)).photos[0]?.id,
      part: 0,
      data: Buffer.concat([bytes, Buffer.from('!')]).toString('base64'),
    }),
  },
  'registry.list_field_records': {
    may: [
      'officer',
      'head',
      'foreignOfficer',
      'foreignHead',
      'administrator',
      'foreignAdministrator',
      'national',
    ],
    input: () => ({}),
  },
  'registry.get_field_record': { may: ['officer', 'head', 'administrator', 'national'], input: sentId },
}
