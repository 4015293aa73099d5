import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { type Meanings, type Person, walk } from './person.ts'

const atOnce = 8

export interface Simulation {
  readonly origin: string
  /** The doors of the study, one for each language. */
  readonly addresses: readonly string[]
  readonly participants: number
  /** Probability that a person answers by their side of the topic: 1 never strays, 0.5 is chance. */
  readonly consistency: number
  readonly seed: number
  readonly meanings: Meanings
}

/** Lets invented people walk the real pages over HTTP, a few at once, spread evenly over languages.
 *  @returns how many questions they answered together */
export async function simulate(simulation: Simulation): Promise<number> {
  let next = 0
  let answered = 0
  const worker = async () => {
    while (next < simulation.participants) {
      const number = next
      next += 1
      const address = simulation.addresses[number % simulation.addresses.length] ?? ''
      const link = { origin: simulation.origin, address }
      const questions = await walk(link, invented(simulation, number), simulation.meanings)
      answered += questions
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, simulation.participants) }, worker))
  return answered
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
