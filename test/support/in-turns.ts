const atOnce = 50

/** Does a piece of work for each number from 0, fifty at a time. Gives the results by number. */
export async function inTurns<Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const n = next
      next += 1
      results[n] = await work(n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
