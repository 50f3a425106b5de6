import { m } from '#messages'
import type { Job, Offer } from '../schema.ts'

export const serviceWords: Record<Offer['service'], () => string> = {
  catering: m.keeper_rec_service_catering,
  makeup: m.keeper_rec_service_makeup,
  sound: m.keeper_rec_service_sound,
}
export const jobWords: Record<Job['state'], () => string> = {
  asked: m.keeper_rec_state_asked,
  confirmed: m.keeper_rec_state_confirmed,
  declined: m.keeper_rec_state_declined,
}
export const jobTones: Record<Job['state'], 'waiting' | 'good' | 'off'> = {
  asked: 'waiting',
  confirmed: 'good',
  declined: 'off',
}
