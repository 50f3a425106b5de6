import { appealOperations } from './allotment/appeal-operations.server.ts'
import { clockOperations } from './allotment/clock-operations.server.ts'
import { roundOperations } from './allotment/office-operations.server.ts'
import { applicantOperations } from './allotment/operations.server.ts'
import { zoneOperations } from './allotment/zones.server.ts'
import { bookingOperations } from './bookings/operations.server.ts'
import { calendarOperations } from './calendar/operations.server.ts'
import { clearingOperations } from './clearing/operations.server.ts'
import { wishOperations } from './clearing/wish-operations.server.ts'
import { decisionOperations } from './decisions/operations.server.ts'
import { deskOperations } from './desk/operations.server.ts'
import { exchangeOperations } from './exchange/operations.server.ts'
import { fairnessOperations } from './fairness/operations.server.ts'
import { faultOperations } from './faults/operations.server.ts'
import { findingOperations } from './finding/operations.server.ts'
import { guestOperations } from './guests/operations.server.ts'
import { leaseOperations } from './leases/operations.server.ts'
import { paperOperations } from './leases/paper-operations.server.ts'
import { marketOperations } from './markets/operations.server.ts'
import { placeOperations } from './places/operations.server.ts'
import { photoOperations } from './places/photo-operations.server.ts'
import { presenceOperations } from './presence/operations.server.ts'
import { reciprocityOperations } from './reciprocity/operations.server.ts'
import { reportOperations } from './report/operations.server.ts'
import { seriesOperations } from './series/operations.server.ts'
import { showingOperations } from './showing/operations.server.ts'
import { timelineOperations } from './timeline/operations.server.ts'
import { unitOperations } from './units/operations.server.ts'
import { upkeepOperations } from './upkeep/operations.server.ts'
import { visitOperations } from './visits/operations.server.ts'
import { waitingOperations } from './waiting/operations.server.ts'

/** Every operation of this module. */
export const spaceOperations = [
  ...calendarOperations,
  ...findingOperations,
  ...showingOperations,
  ...bookingOperations,
  ...decisionOperations,
  ...visitOperations,
  ...placeOperations,
  ...photoOperations,
  ...deskOperations,
  ...unitOperations,
  ...timelineOperations,
  ...guestOperations,
  ...clearingOperations,
  ...wishOperations,
  ...faultOperations,
  ...reportOperations,
  ...reciprocityOperations,
  ...upkeepOperations,
  ...leaseOperations,
  ...paperOperations,
  ...fairnessOperations,
  ...seriesOperations,
  ...presenceOperations,
  ...marketOperations,
  ...applicantOperations,
  ...roundOperations,
  ...zoneOperations,
  ...appealOperations,
  ...clockOperations,
  ...waitingOperations,
  ...exchangeOperations,
]
