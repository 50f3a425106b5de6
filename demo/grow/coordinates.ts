import { type Random, randomFrom } from '../random.ts'

/** Middle of each province, degrees, roughly: where invented businesses stand. */
const provinces: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  '11': [4.4, 96.9],
  '12': [2.2, 99.1],
  '13': [-0.8, 100.5],
  '14': [0.5, 101.7],
  '15': [-1.7, 102.8],
  '16': [-3.2, 104.1],
  '17': [-3.6, 102.4],
  '18': [-4.9, 105.0],
  '19': [-2.5, 106.3],
  '21': [1.0, 104.3],
  '31': [-6.2, 106.83],
  '32': [-6.9, 107.6],
  '33': [-7.25, 110.2],
  '34': [-7.85, 110.4],
  '35': [-7.7, 112.6],
  '36': [-6.4, 106.1],
  '51': [-8.4, 115.2],
  '52': [-8.6, 117.3],
  '53': [-9.2, 122.6],
  '61': [0.0, 110.5],
  '62': [-1.7, 113.5],
  '63': [-3.1, 115.3],
  '64': [0.5, 116.5],
  '65': [3.1, 116.4],
  '71': [1.2, 124.6],
  '72': [-1.2, 121.0],
  '73': [-4.0, 119.9],
  '74': [-4.0, 122.2],
  '75': [0.7, 122.3],
  '76': [-2.5, 119.3],
  '81': [-3.2, 129.3],
  '82': [0.9, 127.7],
  '91': [-1.3, 133.1],
  '92': [-4.2, 139.5],
  '93': [-7.0, 139.5],
  '94': [-4.0, 136.6],
  '95': [-4.3, 138.9],
  '96': [-1.0, 131.5],
}

/** A number of its own for a code, always the same. */
const seedOf = (code: string) => [...code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)

/** Up to `width` degrees away from a middle, the same for the same code. */
const offset = (code: string, width: number): readonly [number, number] => {
  const random = randomFrom(seedOf(code))
  return [(random.next() - 0.5) * width, (random.next() - 0.5) * width]
}

/** Surakarta, where the demo lives, stands where it is. */
const surakarta = [-7.566, 110.823] as const

/**
 * Where an invented business of this village may stand: around the middle of its village, which lies around its regency's,
 * which lies around its province's. Not geography, but as dense and as clustered as the real one.
 */
export function placeIn(village: string, random: Random): readonly [latitude: number, longitude: number] {
  const regency = village.slice(0, 5)
  const [latitude, longitude] =
    regency === '33.72' ? surakarta : (provinces[village.slice(0, 2)] ?? surakarta)
  const near = regency === '33.72' ? [0, 0] : offset(regency, 1.4)
  const own = offset(village, regency === '33.72' ? 0.06 : 0.35)
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  return [
    round(latitude + (near[0] ?? 0) + own[0] + (random.next() - 0.5) * 0.012),
    round(longitude + (near[1] ?? 0) + own[1] + (random.next() - 0.5) * 0.012),
  ]
}
