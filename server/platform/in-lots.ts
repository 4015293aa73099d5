/** What waits for its turn in a lot. */
interface Waiting<One> {
  readonly one: One
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** Gathers what comes while something of the same key is under way, and hands all of it on at once. What would wait for
 *  the same lock anyway so takes it once.
 *  @param handle gives the fault of each that failed, in their order; if it throws, all have failed */
export function inLots<One>(
  { keyOf, most }: { keyOf: (one: One) => string; most: number },
  handle: (lot: readonly One[]) => Promise<readonly unknown[]>,
): (one: One) => Promise<void> {
  const queues = new Map<string, Waiting<One>[]>()

  async function drain(key: string, queue: Waiting<One>[]): Promise<void> {
    while (queue.length > 0) await handOn(queue.splice(0, most))
    queues.delete(key)
  }

  async function handOn(lot: readonly Waiting<One>[]): Promise<void> {
    const told = handle(lot.map(({ one }) => one))
    const faults = await told.catch((reason) => lot.map(() => reason))
    lot.forEach(({ resolve, reject }, n) => {
      if (faults[n] === undefined) resolve()
      else reject(faults[n])
    })
  }

  return (one) =>
    new Promise((resolve, reject) => {
      const key = keyOf(one)
      const queue = queues.get(key) ?? []
      queue.push({ one, resolve, reject })
      if (queues.has(key)) return
      queues.set(key, queue)
      void drain(key, queue)
    })
}
