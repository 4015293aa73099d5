import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bcaInterval } from '../../server/statistics/bca-interval.ts'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { entropy } from '../../server/statistics/entropy.ts'
import { countValues, frequenciesOf } from '../../server/statistics/frequencies.ts'
import { jensenShannonCentroid } from '../../server/statistics/jensen-shannon-centroid.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { near } from './near.ts'
import { referenceJson } from './reference.ts'

interface Vectors {
  distance_vectors: {
    distributions: number[][]
    centroid_of_smoothed: number[]
    distance_to_centroid: number[]
    answer_entropy_bits: number
  }[]
  bootstrap: { resamples: number; data: number[]; low: number; high: number; tolerance_at_9999_resamples: number }[]
}

test('distancesToCentroid(distributions) agrees with the published code on every reference vector', (t) => {
  const vectors = referenceJson<Vectors>(t, 'vectors.json')?.distance_vectors ?? []
  for (const vector of vectors) near(distancesToCentroid(vector.distributions), vector.distance_to_centroid)
})

test('jensenShannonCentroid(vectors) agrees with the published code on every reference vector', (t) => {
  const vectors = referenceJson<Vectors>(t, 'vectors.json')?.distance_vectors ?? []
  for (const { distributions, centroid_of_smoothed } of vectors) {
    near(
      jensenShannonCentroid(distributions.map((shares) => shares.map((share) => share + 1e-10))),
      centroid_of_smoothed,
    )
  }
})

test('entropy(counts) agrees with the published code on every reference vector', (t) => {
  const vectors = referenceJson<Vectors>(t, 'vectors.json')?.distance_vectors ?? []
  for (const { distributions, answer_entropy_bits } of vectors) {
    const likeliest = distributions.map((shares) => shares.indexOf(Math.max(...shares)))
    near(entropy([...countValues(likeliest).values()]), answer_entropy_bits)
  }
})

test('bcaInterval(sample) agrees with scipy on every reference sample, resampled as often', (t) => {
  for (const sample of referenceJson<Vectors>(t, 'vectors.json')?.bootstrap ?? []) agree(sample, sample.resamples)
})

test('bcaInterval(sample) agrees with scipy at 9,999 resamples on every reference sample but the tiny one', (t) => {
  const samples = referenceJson<Vectors>(t, 'vectors.json')?.bootstrap ?? []
  for (const sample of samples.filter(({ data }) => data.length > 4)) agree(sample, 9999)
})

function agree({ data, low, high, tolerance_at_9999_resamples }: Vectors['bootstrap'][number], resamples: number) {
  for (const seed of [1, 2, 3]) {
    const sample = frequenciesOf(countValues(data))
    const found = bcaInterval(sample, { resamples, level: 0.95, random: seededRandom(seed) })
    assert.ok('low' in found)
    near([found.low, found.high], [low, high], tolerance_at_9999_resamples)
  }
}
