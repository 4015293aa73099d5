import { randomBytes } from 'node:crypto'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import type { UnitWording } from '../studies/unit.ts'
import { type Choice, drawChoices, shuffled } from './choice.ts'

/** What decides everything that is drawn for one person; stored, so that the draw can be made again. */
export type DrawSeed = string

/** 64 random bits. */
export function newDrawSeed(): DrawSeed {
  return randomBytes(8).toString('hex')
}

/** One of the units that had fewest people when a person began, by its place among them. */
export function drawnPlace(seed: DrawSeed, among: number): number {
  return randomFor(seed, 'unit').place(among)
}

/** How many questions must stand between a question and its repetition, so that it is not just remembered. */
const leastBetween = 2

/** The questions of a unit in the order they are asked, each with its choices in the order they are shown. Those that
 *  are put again come at the end, in the order they came before. */
export function drawAskings(
  seed: DrawSeed,
  wordings: readonly UnitWording[],
  design: { isAbstainOffered: boolean; isDeclineOffered: boolean; retests: number },
): DrawnAsking[] {
  const first = shuffled(wordings, randomFor(seed, 'questions').place)
  const asked = (wording: UnitWording, repetition: number) => ({
    wordingId: wording.id,
    repetition,
    choices: drawChoices(wording, design, randomFor(seed, purposeOf(wording, repetition)).place),
  })
  return [
    ...first.map((wording) => asked(wording, 0)),
    ...drawRetests(seed, first, design.retests).map((wording) => asked(wording, 1)),
  ].map((one, n) => ({ ...one, position: n + 1 }))
}

export interface DrawnAsking {
  readonly wordingId: string
  readonly repetition: number
  readonly position: number
  readonly choices: Choice[]
}

const purposeOf = ({ id }: UnitWording, repetition: number) => `options of ${id}${repetition > 0 ? ' again' : ''}`

/** As many as are wanted of those that lie far enough back. */
function drawRetests(seed: DrawSeed, first: readonly UnitWording[], retests: number): UnitWording[] {
  const early = first.slice(0, Math.max(first.length - leastBetween, 0))
  const chosen = new Set(shuffled(early, randomFor(seed, 'retests').place).slice(0, retests))
  return early.filter((wording) => chosen.has(wording))
}

function randomFor(seed: DrawSeed, purpose: string) {
  return seededRandom(derivedSeed([seed, purpose]))
}
