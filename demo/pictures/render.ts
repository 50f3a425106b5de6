/**
 * Draws the demo's pictures into this folder. They are kept in the project, because a machine without fonts would draw
 * them without their signs. Run: `node demo/pictures/render.ts`
 */
import { join } from 'node:path'
import sharp from 'sharp'
import { hallFront, hallInside, hallMarket } from './hall.ts'
import { coworking, meetingRoom, podcastRoom } from './rooms.ts'

const pictures = {
  'hall-front': hallFront,
  'hall-inside': hallInside,
  'hall-market': hallMarket,
  'meeting-room': meetingRoom,
  coworking,
  'podcast-room': podcastRoom,
}

for (const [name, draw] of Object.entries(pictures))
  await sharp(Buffer.from(draw()))
    .webp({ quality: 82 })
    .toFile(join(import.meta.dirname, `${name}.webp`))
