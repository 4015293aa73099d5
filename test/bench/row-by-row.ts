/** Computes the same figures as the study did, row by row: every group by itself, every resample from all rows. What
 *  that takes is what counting is measured against. Reading is not timed. Prints the milliseconds as JSON. */
import { readAnswers } from '../../server/exports/answers-csv.ts'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'

const resamples = 9999
const { records } = await readAnswers(process.argv[2] ?? '')
const rows = (await Array.fromAsync(records())).flat()
const random = seededRandom(1)

const started = performance.now()
const groups = Map.groupBy(rows, ({ respondent, topic }) => `${respondent}\0${topic}`)
const distances = [...groups.values()].flatMap((group) =>
  distancesToCentroid(group.map(({ distribution }) => distribution)).map((distance) => ({
    topic: group[0]?.topic ?? '',
    distance,
  })),
)
const samples = [distances, ...Map.groupBy(distances, ({ topic }) => topic).values()]
const means = samples.map((sample) => resampledMeans(sample.map(({ distance }) => distance)).sort())
const computing = performance.now() - started
process.stdout.write(JSON.stringify({ computing, samples: means.length }))

function resampledMeans(sample: readonly number[]): number[] {
  return Array.from({ length: resamples }, () => {
    let sum = 0
    for (let n = 0; n < sample.length; n++) sum += sample[random.place(sample.length)] ?? 0
    return sum / sample.length
  })
}
