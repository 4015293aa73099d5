import { type HttpClient, openClient, patiently, type Reply } from '../bench/client.ts'
import { begin, choicesIn, consentIn, hiddenIn, step, type Walker } from '../bench/walker.ts'
import { inTurns } from '../support/in-turns.ts'

/** Many people with a connection each, at the doors of one study; each may come to another server. */
export interface Crowd {
  readonly client: HttpClient
  readonly study: string
  /** Which server somebody is sent to. */
  at(person: number): string
  /** How many connections were cut before a reply came; whoever had one sent the form again, as a person would. */
  readonly cut: { times: number }
}

export function crowdAt(urls: readonly string[], study: string, people: number): Crowd {
  return { client: openClient(people), study, at: (person) => urls[person % urls.length] ?? '', cut: { times: 0 } }
}

/** Everybody reads the information, then all agree at once. Under an identity, all are the same person. */
export async function startAtOnce(crowd: Crowd, people: number, identity?: string): Promise<Reply[]> {
  await connect(crowd, people)
  const door = `/take/${crowd.study}/en`
  const query = identity === undefined ? '' : `?person=${identity}`
  const pages = await inTurns(people, (n) => crowd.client.get(`${crowd.at(n)}${door}${query}`))
  return atOnce(people, (n) =>
    sent(crowd, () =>
      crowd.client.post(`${crowd.at(n)}${door}/participation`, { body: consentIn(pages[n]?.body ?? '') }),
    ),
  )
}

/** One answer, sent many times at once; gives what was chosen and each reply. */
export async function answerAtOnce(crowd: Crowd, times: number) {
  const { cookie, html, address } = await begin(crowd.at(0), crowd.study, crowd.client)
  const choice = choicesIn(html)[0] ?? ''
  const body = { ...hiddenIn(html), choice }
  const replies = await atOnce(times, (n) =>
    sent(crowd, () => crowd.client.post(`${crowd.at(n)}${address}`, { cookie, body })),
  )
  return { choice, replies, cookie }
}

/** Everybody answers everything, then all finish at once, each several times. Gives the codes each of them was shown,
 *  one for each time and one for a look afterwards. */
export async function finishAtOnce(crowd: Crowd, people: number, times: number): Promise<string[][]> {
  const walkers = await inTurns(people, (n) => answeredBy(crowd, n))
  await connect(crowd, people)
  const finish = (n: number) => finishedBy(crowd, n, walkers[n % people])
  const codes = await atOnce(people * times, finish)
  const later = await inTurns(people, finish)
  return later.map((code, n) => [code, ...codes.filter((_, m) => m % people === n)])
}

async function answeredBy({ client, study, at }: Crowd, n: number): Promise<Walker> {
  const walker = await begin(at(n), study, client)
  while (!walker.address.endsWith('/feedback')) await step(at(n), walker, client)
  return walker
}

async function finishedBy(crowd: Crowd, n: number, walker: Walker | undefined): Promise<string> {
  const { client, at } = crowd
  const { cookie = '', html = '', address = '' } = walker ?? {}
  const { location } = await sent(crowd, () => client.post(`${at(n)}${address}`, { cookie, body: hiddenIn(html) }))
  const { body } = await sent(crowd, () => client.get(`${at(n)}${location}`, cookie))
  return /<code>([\w-]+)<\/code>/.exec(body)?.[1] ?? 'none'
}

function sent({ cut }: Crowd, ask: () => Promise<Reply>): Promise<Reply> {
  return patiently(() =>
    ask().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') throw error
      cut.times += 1
      return ask()
    }),
  )
}

/** Gives everybody a connection, a few hundred at a time: what races is what the program does with requests. */
async function connect({ client, at }: Crowd, people: number): Promise<void> {
  for (let some = 0; some < people; some += 250)
    await atOnce(Math.min(some + 250, people), (n) => client.get(`${at(n)}/livez`))
}

function atOnce<Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)))
}
