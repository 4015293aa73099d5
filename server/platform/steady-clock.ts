import { uptime } from 'node:os'

/** Where a clock gets its milliseconds from. */
export interface TimeSources {
  /** The time of the day, which people and time servers set. */
  readonly wall: () => number
  /** Time that only ever goes on, but stands still while the machine sleeps. */
  readonly monotonic: () => number
  /** Time since the machine was started, sleep included. */
  readonly sinceBoot: () => number
}

const machine: TimeSources = {
  wall: Date.now,
  monotonic: () => performance.now(),
  sinceBoot: () => uptime() * 1000,
}

/** A clock that asks for the time of the day once and goes on from there, so that a place is held, a session lasts and
 *  answers follow each other as promised when somebody sets the machine's clock. What the machine slept is added. A
 *  restart asks anew. */
export function steadyClock({ wall, monotonic, sinceBoot }: TimeSources = machine): () => Date {
  const [began, offset] = [wall() - monotonic(), sinceBoot() - monotonic()]
  return () => {
    const asleep = sinceBoot() - monotonic() - offset
    return new Date(began + monotonic() + (asleep > leastSleepMs ? asleep : 0))
  }
}

/** Time since boot comes in whole seconds on some systems. */
const leastSleepMs = 5000
