import { z } from 'zod'

/** An instant that a device's clock may say, however wrong it goes. */
export const DeviceInstant = z.iso
  .datetime()
  .refine((at) => /^(19|20)\d\d-/.test(at), 'kernel_field_datetime')

export const ClockOffset = z
  .number()
  .int()
  .min(-2_000_000_000)
  .max(2_000_000_000)
  .default(0)
  .describe('Seconds to add to that clock.')
