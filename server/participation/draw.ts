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

/** The questions of a unit in the order they are asked, each with its choices in the order they are shown. */
export function drawAskings(
  seed: DrawSeed,
  wordings: readonly UnitWording[],
  offers: { isAbstainOffered: boolean; isDeclineOffered: boolean },
): { wordingId: string; position: number; choices: Choice[] }[] {
  const { place } = randomFor(seed, 'questions')
  return shuffled(wordings, place).map((wording, n) => ({
    wordingId: wording.id,
    position: n + 1,
    choices: drawChoices(wording, offers, randomFor(seed, `options of ${wording.id}`).place),
  }))
}

function randomFor(seed: DrawSeed, purpose: string) {
  return seededRandom(derivedSeed([seed, purpose]))
}
