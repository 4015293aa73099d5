import { jensenShannonCentroid } from './jensen-shannon-centroid.ts'
import { jensenShannonDistance } from './jensen-shannon-distance.ts'

const smoothing = 1e-10
const relative = 1e-5

/**
 * How far each distribution lies from the centroid of all: the study's inconsistency, before any mean is taken.
 * One distance per distribution, in their order; 0 … 0.832555. All are 0 where the distributions agree within 1e-4,
 * so a single one has distance 0. No distributions, no distances.
 * The largest mean of a group is 0.464501 with two classes and 0.564143 with three.
 *
 * Moore, Deshpande and Yang (2024), arXiv:2407.02996.
 * @throws {RangeError} if the distributions differ in length
 * @example distancesToCentroid([[1, 0], [0, 1]]) // [0.4645, 0.4645]
 */
export function distancesToCentroid(distributions: readonly (readonly number[])[]): number[] {
  const [first] = distributions
  if (distributions.some(({ length }) => length !== first?.length)) {
    throw new RangeError('distancesToCentroid requires distributions of equal length')
  }
  const smoothed = distributions.map((distribution) => distribution.map((share) => share + smoothing))
  if (areAllClose(smoothed)) return smoothed.map(() => 0)
  const centroid = jensenShannonCentroid(smoothed)
  return smoothed.map((vector) => (isAt(centroid, vector) ? 0 : jensenShannonDistance(vector, centroid)))
}

/** Whether every pair agrees in every class: it does if the smallest and the largest share of each class do. */
function areAllClose(vectors: readonly (readonly number[])[]): boolean {
  const classes = vectors[0] ?? []
  return classes.every((_, k) => {
    let [least, most] = [Infinity, -Infinity]
    for (const vector of vectors) {
      least = Math.min(least, vector[k] ?? 0)
      most = Math.max(most, vector[k] ?? 0)
    }
    return most - least <= 1e-4 + relative * least
  })
}

function isAt(centroid: readonly number[], vector: readonly number[]): boolean {
  return centroid.every((share, k) => Math.abs((vector[k] ?? 0) - share) <= 1e-8 + relative * Math.abs(share))
}
