import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A server in a process of its own, whose CPU time can be read. */
export interface ServerProcess {
  readonly url: string
  readonly cpuMicroseconds: () => number
  stop(signal?: NodeJS.Signals): Promise<void>
  readonly pid: number
}

/** Starts a script and waits until it prints an address. */
export async function startServer(args: readonly string[], env: Record<string, string> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  reportTroubles(child)
  const url = await addressPrinted(child)
  return {
    url,
    cpuMicroseconds: () => cpuOf(child.pid ?? 0),
    pid: child.pid ?? 0,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** Passes on what a server complains of, but neither refusals nor that it could not save: whoever asked was told. */
function reportTroubles({ stderr }: ChildProcess): void {
  if (!stderr) return
  createInterface(stderr).on('line', (line) => {
    if (!/^\{"level":30|"status":503/.test(line)) console.error(line)
  })
}

function addressPrinted(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the server ended before it listened: ${printed}`)))
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk
      const [address] = /http:\/\/[\w.]+:\d+/.exec(printed) ?? []
      if (address) resolve(address)
    })
  })
}

/** User and system time of a process, from the kernel's ticks of 10 ms. */
function cpuOf(pid: number): number {
  const [, user = 0, system = 0] = statOf(pid) ?? []
  return (user + system) * microsecondsPerTick
}

/** The same of a process with its children, those that are gone included. */
export function cpuOfFamily(pid: number): number {
  const [, user = 0, system = 0, goneUser = 0, goneSystem = 0] = statOf(pid) ?? []
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = others.map(Number).filter((other) => statOf(other)?.[0] === pid)
  const own = (user + system + goneUser + goneSystem) * microsecondsPerTick
  return children.reduce((sum, child) => sum + cpuOf(child), own)
}

const microsecondsPerTick = 10_000

/** Parent, user and system time, and both of children that are gone; undefined for a process that is not there. */
function statOf(pid: number): number[] | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return [1, 11, 12, 13, 14].map((n) => Number(fields[n]))
  } catch {
    return undefined
  }
}
