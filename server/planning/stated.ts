import { GroupBook } from '../consistency/group-figures.ts'
import { ShapeBook } from '../consistency/shape-book.ts'
import { oneHot } from '../stances/distribution.ts'
import { answerSplits } from '../statistics/answer-splits.ts'
import type { Origin, Propensities } from './origin.ts'
import { momentsOf, type PersonKind, type Population } from './population.ts'

/** People who all hold a side on every topic and answer each question by it with the same probability. */
export function statedPopulation({ keeps, questions, units }: Propensities): Population {
  const [shapes, groups] = [new ShapeBook(), new GroupBook()]
  const own = shapes.of(oneHot('supports', { isAbstainOffered: false }))
  const other = shapes.of(oneHot('opposes', { isAbstainOffered: false }))
  const splits = answerSplits(Array.from({ length: questions }, () => [1 - keeps, keeps]))
  const kinds = splits.map(({ counts: [against = 0, by = 0], chance }) => {
    const taken = [[other, against] as const, [own, by] as const].filter(([, times]) => times > 0)
    return { group: groups.of(new Map(taken)), share: chance }
  })
  return Array.from({ length: units }, (_, n) => {
    const topic = String(n).padStart(6, '0')
    return kinds.map(({ group, share }): PersonKind => ({ parts: [{ topic, group }], share }))
  })
}

/** How far off a stated probability of keeping to a side may be. */
const leeway = 0.05

/** Propensities as what a plan rests on. They might as well be a little lower or higher. */
export function statedOrigin(propensities: Propensities): Origin {
  const { keeps } = propensities
  const around = [keeps - leeway, keeps + leeway].map((share) => Math.min(Math.max(share, 0.5), 1))
  return {
    basis: { from: 'stated', ...propensities },
    population: statedPopulation(propensities),
    variances: () => around.map((share) => momentsOf(statedPopulation({ ...propensities, keeps: share })).variance),
    middle: 1,
  }
}
