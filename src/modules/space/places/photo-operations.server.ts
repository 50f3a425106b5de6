import { z } from 'zod'
import { Picture } from '#kernel/file.server.ts'
import { operation } from '#kernel/operation.ts'
import { mayKeep } from '../policy.ts'
import { Space, SpaceKey } from '../schema.ts'
import { addPhoto, getPhoto, leadWith, removePhoto } from './photos.server.ts'
import { getSpace } from './queries.server.ts'

/** Comes by a form: a photograph is no JSON. */
export const uploadPhoto = operation({
  name: 'space.add_photo',
  summary: 'Add a photo to a space.',
  creates: true,
  input: z.object({
    spaceId: SpaceKey,
    picture: Picture,
    altId: z.string().trim().min(3).max(200).describe('What one sees, in Indonesian.'),
    altEn: z.string().trim().max(200).default(''),
  }),
  output: Space,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId, true),
  can: (actor, space) => mayKeep(actor, space),
  async run(ctx, { picture, altId, altEn }, space) {
    const bytes = new Uint8Array(await picture.arrayBuffer())
    await addPhoto(ctx, space, { picture: bytes, alt: { id: altId, en: altEn } })
    return getSpace(ctx, space.id)
  },
})

const One = z.object({ photoId: z.uuid() })

export const takePhotoDown = operation({
  name: 'space.remove_photo',
  summary: 'Take a photo of a space down.',
  http: 'POST /space-photos/{photoId}/removal',
  input: One,
  output: Space,
  subject: (ctx, { photoId }) => getPhoto(ctx, photoId),
  can: (actor, photo) => mayKeep(actor, photo),
  async run(ctx, _, photo) {
    await removePhoto(ctx, photo)
    return getSpace(ctx, photo.spaceId)
  },
})

export const leadWithPhoto = operation({
  name: 'space.lead_with_photo',
  summary: 'Show a photo before the others; it stands for the space in lists.',
  http: 'POST /space-photos/{photoId}/lead',
  input: One,
  output: Space,
  subject: (ctx, { photoId }) => getPhoto(ctx, photoId),
  can: (actor, photo) => mayKeep(actor, photo),
  async run(ctx, _, photo) {
    await leadWith(ctx, photo)
    return getSpace(ctx, photo.spaceId)
  },
})

export const photoOperations = [uploadPhoto, takePhotoDown, leadWithPhoto]
