import { findJourney } from '../../server/participation/journey.ts'
import { openDatabase } from '../../server/platform/db/connection.ts'
import { closeConnections } from '../../test/bench/client.ts'
import { begin, step } from '../../test/bench/walker.ts'

/** An answer the server said it kept: whose, to which question, and what. */
export interface Acknowledged {
  readonly person: number
  readonly position: number
  readonly choice: string
}

/** People who answer until the server is gone. Each answer is noted once the server has said that it is kept. */
export function walkUntilGone(url: string, study: string, people: number) {
  const acknowledged: Acknowledged[] = []
  const cookies: string[] = []
  const walk = async (first: number) => {
    for (let person = first; ; person += people) {
      const walker = await begin(url, study)
      cookies[person] = walker.cookie
      for (let position = 1; position <= 5; position += 1)
        acknowledged.push({ person, position, choice: await step(url, walker) })
    }
  }
  const gone = Promise.all(Array.from({ length: people }, (_, first) => walk(first).catch(() => {})))
  return { acknowledged, cookies, gone: gone.then(closeConnections) }
}

/** How many of the answers that were acknowledged are not in the database. */
export async function countLost(
  databaseUrl: string,
  walk: Pick<ReturnType<typeof walkUntilGone>, 'acknowledged' | 'cookies'>,
) {
  const db = await openDatabase(databaseUrl)
  let lost = 0
  for (const { person, position, choice } of walk.acknowledged) {
    const token = walk.cookies[person]?.split('=')[1] ?? ''
    const journey = await findJourney(db, token)
    const asking = journey?.askings.find((one) => one.position === position)
    if (asking?.answer?.choice !== choice) lost += 1
  }
  await db.destroy()
  return lost
}
