import { ensureMessages } from '../../src/server/build.ts'

/** Tests import the compiled messages: made anew when a message file is newer. */
export default ensureMessages
