import { setTimeout as wait } from 'node:timers/promises'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { type Meanings, type Person, type Walked, walk } from './person.ts'

export interface Simulation {
  readonly origin: string
  /** The doors of the study, one for each language. */
  readonly addresses: readonly string[]
  readonly participants: number
  /** Probability that a person answers by their side of the topic: 1 never strays, 0.5 is chance. */
  readonly consistency: number
  readonly seed: number
  readonly meanings: Meanings
  /** How many are there at the same time; 8 unless said. */
  readonly atOnce?: number
  /** How long everybody looks at each page; 0 unless said. People who come together spread over that time. */
  readonly thinkSeconds?: number
}

/** What invented people did together: how many questions they answered, and how long requests took, ascending. */
export interface Simulated {
  readonly answers: number
  readonly milliseconds: readonly number[]
}

/** Lets invented people walk the real pages over HTTP, some at once, spread evenly over languages. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { atOnce = 8, thinkSeconds = 0 } = simulation
  const walked: Walked[] = []
  let next = 0
  const worker = async (place: number) => {
    await wait((thinkSeconds * 1000 * place) / atOnce)
    while (next < simulation.participants) {
      const number = next
      next += 1
      const address = simulation.addresses[number % simulation.addresses.length] ?? ''
      const visit = { origin: simulation.origin, address, thinkSeconds }
      walked.push(await walk(visit, invented(simulation, number), simulation.meanings))
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, simulation.participants) }, (_, place) => worker(place)))
  return {
    answers: walked.reduce((sum, { answers }) => sum + answers, 0),
    milliseconds: walked.flatMap(({ milliseconds }) => milliseconds).sort((one, other) => one - other),
  }
}

/** The same seed and number give the same person, whatever they are asked and in which order. */
function invented({ seed, consistency }: Simulation, number: number): Person {
  const draw = (about: string) => uniformFloat64(xoroshiro128plus(hash(`${seed}/${number}/${about}`)))
  return {
    side: (topic) => (draw(`side/${topic}`) < 0.5 ? 'supports' : 'opposes'),
    keepsTo: (question) => draw(`keeps/${question}`) < consistency,
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return value
}
