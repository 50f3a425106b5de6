import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/** Ticks of /proc/<pid>/stat a second: USER_HZ, 100 on every Linux. */
const ticks = 100

interface Stat {
  cpu: number
  /** Bytes only this process holds, and bytes it shares with others. */
  own: number
  shared: number
}

const pageSize = 4096

function statOf(pid: number): Stat | undefined {
  try {
    // The name in parentheses may hold spaces: count from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number)
    return {
      cpu: (Number(fields[11]) + Number(fields[12])) / ticks,
      own: (resident - shared) * pageSize,
      shared: shared * pageSize,
    }
  } catch {
    return undefined
  }
}

/** The process and all its descendants. */
function family(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const parent = parentOf(pid)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const found = [root]
  for (const pid of found) found.push(...(children.get(pid) ?? []))
  return found
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return undefined
  }
}

export interface Use {
  /** Seconds of processor time so far. */
  cpu: number
  /** Bytes; what a family shares (buffers, program text) is counted once. */
  memory: number
}

/** What a process (with its descendants when `all`) has used. Linux only. */
export function useOf(pid: number, all = false): Use {
  const stats = (all ? family(pid) : [pid]).flatMap((one) => statOf(one) ?? [])
  return {
    cpu: stats.reduce((sum, stat) => sum + stat.cpu, 0),
    memory: stats.reduce((sum, stat) => sum + stat.own, 0) + Math.max(0, ...stats.map((stat) => stat.shared)),
  }
}

/** Start a Node program of ours and wait for its first line. */
export async function startNode(
  script: string,
  args: string[] = [],
): Promise<{ child: ChildProcess; pid: number; line: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.pid === undefined) throw new Error(`${script} did not start`)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: child.pid, line: String(chunk).trim() }
}

/** Ask a process we started to end, and wait until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
