import { findJourney } from '../../server/participation/journey.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { type Form, type HttpClient, openClient } from '../../test/bench/client.ts'
import { begin, step } from '../../test/bench/walker.ts'

/** An answer the server said it kept: whose, to which question, and what. */
export interface Acknowledged {
  readonly cookie: string
  readonly position: number
  readonly choice: string
}

/** A client that notes each answer as soon as a server has said that it is kept. */
export interface Noting extends HttpClient {
  readonly acknowledged: Acknowledged[]
  /** How many forms are sent and have no reply yet. */
  inFlight(): number
}

export function noting(client: HttpClient): Noting {
  const acknowledged: Acknowledged[] = []
  let inFlight = 0
  const post = async (address: string, form: Form) => {
    inFlight += 1
    const reply = await client.post(address, form).finally(() => {
      inFlight -= 1
    })
    const [, position] = /questions\/(\d+)$/.exec(address) ?? []
    const { cookie, body } = form
    if (position && reply.status === 303 && cookie)
      acknowledged.push({ cookie, position: Number(position), choice: body.choice ?? '' })
    return reply
  }
  return { ...client, post, acknowledged, inFlight: () => inFlight }
}

/** People who answer until the server is gone. */
export function walkUntilGone(url: string, study: string, people: number): Noting & { gone: Promise<void> } {
  const client = noting(openClient(people))
  const walk = async () => {
    for (;;) {
      const walker = await begin(url, study, client)
      while (!walker.address.endsWith('/feedback')) await step(url, walker, client)
    }
  }
  const gone = Promise.all(Array.from({ length: people }, () => walk().catch(() => {})))
  return { ...client, gone: gone.then(() => client.close()) }
}

/** How many of the answers that were acknowledged are not in the database as they were sent. */
export async function countLost(db: Db, acknowledged: readonly Acknowledged[]): Promise<number> {
  let lost = 0
  for (const [cookie, answers] of Map.groupBy(acknowledged, (one) => one.cookie)) {
    const journey = await findJourney(db, cookie.split('=')[1] ?? '')
    const stored = new Map(journey?.askings.map(({ position, answer }) => [position, answer?.choice]))
    lost += answers.filter(({ position, choice }) => stored.get(position) !== choice).length
  }
  return lost
}
