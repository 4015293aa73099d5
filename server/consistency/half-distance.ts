import type { Distribution } from '../stances/record.ts'
import { distancesToCentroid } from '../statistics/distances-to-centroid.ts'
import { mean } from '../statistics/mean.ts'
import { meanDistribution } from '../statistics/mean-distribution.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import { splitHalfDistance } from '../statistics/split-half-distance.ts'
import type { GroupFigures } from './group-figures.ts'

/** Ways to halve a group of answers by probability, where there are too many to go through. */
const ways = 4

/**
 * How far the two halves of a group are from each other: the mean distance of their mean distributions to the
 * centroid of the two, over all ways to halve the group. Of answers by probability, over 4 ways that are the same for
 * every group of that size. Undefined for a group of one answer.
 */
export function halfDistance({ size, stances, answers }: GroupFigures): number | undefined {
  if (size < 2) return undefined
  const counts = Array.from({ length: stances }, () => 0)
  for (const [distribution, times] of answers) {
    const stance = distribution.indexOf(1)
    if (stance < 0) return ofSoftAnswers(answers.flatMap(([one, often]) => Array.from({ length: often }, () => one)))
    counts[stance] = (counts[stance] ?? 0) + times
  }
  return splitHalfDistance(counts)
}

function ofSoftAnswers(answers: readonly Distribution[]): number {
  const halves = halvings(answers.length).map((first) => [
    meanDistribution(first.map((place) => answers[place] ?? [])) ?? [],
    meanDistribution(answers.filter((_, place) => !first.includes(place))) ?? [],
  ])
  return mean(halves.map((two) => mean(distancesToCentroid(two)) ?? 0)) ?? 0
}

/** The places that go into the first half, a few times over. */
function halvings(size: number): number[][] {
  const random = seededRandom(derivedSeed(['halves', size]))
  return Array.from({ length: ways }, () => {
    const places = Array.from({ length: size }, (_, place) => place)
    return Array.from({ length: size >> 1 }, () => places.splice(random.place(places.length), 1)[0] ?? 0)
  })
}
