import { workerData } from 'node:worker_threads'

/** Lets processes run for a share of each stretch of time and stand still for the rest, one after the other, until its
 *  parent ends it. */
const { pids, share } = workerData as { readonly pids: readonly number[]; readonly share: number }
const stretchMs = 10
const still = new Int32Array(new SharedArrayBuffer(4))

/** When in a stretch each of them begins and stops to run, in order. */
const turns = pids
  .flatMap((pid, n) => {
    const begins = n / pids.length
    const run = { at: begins, pid, signal: 'SIGCONT' as const }
    return [run, { at: (begins + share) % 1, pid, signal: 'SIGSTOP' as const }]
  })
  .toSorted((a, b) => a.at - b.at)

for (let began = performance.now(); ; began += stretchMs)
  for (const { at, pid, signal } of turns) {
    const left = began + at * stretchMs - performance.now()
    if (left > 0) Atomics.wait(still, 0, 0, left)
    process.kill(pid, signal)
  }
