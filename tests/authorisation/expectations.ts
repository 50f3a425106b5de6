import { administration } from './administration.ts'
import { identity } from './identity.ts'
import { impact } from './impact.ts'
import { region } from './region.ts'
import { registry } from './registry.ts'
import { registryDirectory } from './registry-directory.ts'
import { registryField } from './registry-field.ts'
import { registryHouseholds } from './registry-households.ts'
import { registryMatching } from './registry-matching.ts'
import { registryOrganisations } from './registry-organisations.ts'
import { registryPrivacy } from './registry-privacy.ts'
import { registryProfile } from './registry-profile.ts'
import { registryProgress } from './registry-progress.ts'
import { registrySheets } from './registry-sheets.ts'
import { registryVisits } from './registry-visits.ts'
import { space } from './space.ts'
import { spaceAllotment } from './space-allotment.ts'
import { spaceCowork } from './space-cowork.ts'
import { spaceKeeper } from './space-keeper.ts'
import { spaceMarket } from './space-market.ts'
import { spacePresence } from './space-presence.ts'
import { spaceSeries } from './space-series.ts'
import type { Table } from './table.ts'

/** Every operation of the program and who may do it. */
export const expectations: Table = {
  ...administration,
  ...identity,
  ...region,
  ...registry,
  ...registryDirectory,
  ...registryField,
  ...registryVisits,
  ...registryProfile,
  ...registryProgress,
  ...registryHouseholds,
  ...registryMatching,
  ...registryOrganisations,
  ...registryPrivacy,
  ...registrySheets,
  ...space,
  ...spaceAllotment,
  ...spacePresence,
  ...spaceCowork,
  ...spaceKeeper,
  ...spaceMarket,
  ...spaceSeries,
  ...impact,
}
