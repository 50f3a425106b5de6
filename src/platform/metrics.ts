import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The entry and the built application are two module graphs of one process; their figures meet here. */
const key = Symbol.for('berdaya.metrics')
const holder = globalThis as typeof globalThis & { [key]?: Measures }

interface Measures {
  registry: Registry
  requests: Histogram<'door' | 'status'>
  observers: Map<string, (seconds: number) => void>
}

function makeMeasures(): Measures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'berdaya_' })
  const requests = new Histogram({
    name: 'berdaya_request_seconds',
    help: 'Time to answer, by door (api, page, file) and class of status',
    labelNames: ['door', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return { registry, requests, observers: new Map() }
}

holder[key] ??= makeMeasures()
const measures: Measures = holder[key]

export type Door = 'api' | 'page' | 'file'

/** Which door a path goes through. */
export function doorOf(path: string): Door {
  if (path.startsWith('/api/v1')) return 'api'
  return path.startsWith('/_app/') ? 'file' : 'page'
}

/** Record one answered request; one look-up and one addition, since it is done for every request. */
export function observeRequest(door: Door, status: number, seconds: number): void {
  const name = `${door}${Math.floor(status / 100)}`
  let observe = measures.observers.get(name)
  if (!observe) {
    const child = measures.requests.labels({ door, status: `${Math.floor(status / 100)}xx` })
    observe = (value) => child.observe(value)
    measures.observers.set(name, observe)
  }
  observe(seconds)
}

/** A figure that is looked up when somebody asks: `read` answers values by the label. */
export function gauge(
  name: string,
  help: string,
  label: string,
  read: () => Promise<Record<string, number>>,
): void {
  measures.registry.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [measures.registry],
    async collect() {
      this.reset()
      for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count)
    },
  })
}

/** Everything measured, as Prometheus text. */
export const metricsText = (): Promise<string> => measures.registry.metrics()
