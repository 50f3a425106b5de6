import type { Position } from '../schema.ts'

/** Where the phone is; undefined when its holder said no, or it does not know. Nobody has to be found. */
export const locate = (): Promise<Position | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          latitude: Number(coords.latitude.toFixed(6)),
          longitude: Number(coords.longitude.toFixed(6)),
          accuracy: Math.min(100_000, Math.round(coords.accuracy)),
          at: new Date(timestamp).toISOString(),
        }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    )
  })
