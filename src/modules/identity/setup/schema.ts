import { z } from 'zod'
import { Email, PersonName } from '../schema.ts'
import { Password } from '../security/schema.ts'

export const FirstAdministrator = z.object({
  setUpCode: z.string().trim().toUpperCase().min(1).max(40),
  name: PersonName,
  email: Email,
  newPassword: Password,
  address: z.string().max(64),
})
