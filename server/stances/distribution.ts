import { type Distribution, type Stance, stances } from './record.ts'
import { StanceProblem } from './stance-problem.ts'

/** An answer offered, in the order it was offered, and how much of the answer fell on it. */
export interface WeighedOption {
  readonly text: string
  readonly probability: number
}

/** A distribution over stances, and the likeliest of them: in a tie, that of the option offered first. */
export interface Standing {
  readonly distribution: Distribution
  readonly likeliest: Stance
}

/**
 * Turns probabilities of options into a distribution over stances, as the study's code does with its own files:
 * a second option with the stance of an earlier one counts for the opposite stance, except that
 * neutral ones add up; options that weigh nothing at all share evenly.
 * Undefined where the options do not hold both sides: such an answer says nothing about a topic.
 *
 * @param stanceOf the stance of each option by its text
 * @throws {StanceProblem} if a probability is negative or not finite, they sum to neither 1 nor 0, or an option has no
 *   known stance
 * @example distributionOf([{ text: 'no', probability: 0.75 }, { text: 'yes', probability: 0.25 }],
 *   { yes: 'supports', no: 'opposes' }) // { distribution: [0.75, 0.25], likeliest: 'opposes' }
 */
export function distributionOf(
  options: readonly WeighedOption[],
  stanceOf: Readonly<Record<string, string>>,
): Standing | undefined {
  const weights = new Map<Stance, number>()
  for (const { text, probability } of options) {
    assertProbability(text, probability)
    collect(weights, knownStance(text, stanceOf), probability)
  }
  const total = options.reduce((sum, { probability }) => sum + probability, 0)
  if (total !== 0 && !(Math.abs(total - 1) <= mostRounding)) {
    throw new StanceProblem('distribution-sum', { found: String(total) })
  }
  return weights.has('supports') && weights.has('opposes') ? normalised(weights) : undefined
}

/** Probabilities in files are rounded. */
const mostRounding = 1e-3

function assertProbability(option: string, found: number): void {
  if (!Number.isFinite(found)) throw new StanceProblem('distribution-not-finite', { option, found: String(found) })
  if (found < 0) throw new StanceProblem('distribution-negative', { option, found })
}

/**
 * The distribution of whoever chose one stance outright; three shares where abstaining was offered.
 * @throws {RangeError} if the stance is neutral though abstaining was not offered
 */
export function oneHot(stance: Stance, { isAbstainOffered }: { isAbstainOffered: boolean }): Distribution {
  if (isAbstainOffered) return ofThree[stance]
  if (stance === 'neutral') throw new RangeError('oneHot requires that abstaining was offered for a neutral stance')
  return ofTwo[stance]
}

const ofTwo = { opposes: [1, 0], supports: [0, 1] } as const
const ofThree = { neutral: [1, 0, 0], opposes: [0, 1, 0], supports: [0, 0, 1] } as const

function knownStance(text: string, stanceOf: Readonly<Record<string, string>>): Stance {
  const stance = Object.hasOwn(stanceOf, text) ? stanceOf[text] : undefined
  const known = stances.find((name) => name === stance)
  if (known) return known
  if (stance === undefined) throw new StanceProblem('stance-missing', { option: text })
  throw new StanceProblem('stance-unknown', { option: text, found: stance })
}

function collect(weights: Map<Stance, number>, stance: Stance, probability: number): void {
  const earlier = weights.get(stance)
  if (earlier === undefined) weights.set(stance, probability)
  else if (stance === 'neutral') weights.set(stance, earlier + probability)
  else weights.set(stance === 'supports' ? 'opposes' : 'supports', probability)
}

function normalised(weights: ReadonlyMap<Stance, number>): Standing {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const share = (weight: number) => (total === 0 ? 1 / weights.size : weight / total)
  const largest = Math.max(...weights.values())
  const [likeliest] = [...weights].find(([, weight]) => weight === largest) ?? ['supports' as const]
  const present = stances.filter((stance) => weights.has(stance))
  return { distribution: present.map((stance) => share(weights.get(stance) ?? 0)), likeliest }
}
