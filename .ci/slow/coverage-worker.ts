import { parentPort, workerData } from 'node:worker_threads'
import type { Cluster, GroupPart } from '../../server/consistency/clusters.ts'
import { estimateOf, type Interval, type Undefined } from '../../server/consistency/estimate.ts'
import { increaseAll } from '../../server/consistency/obtain.ts'
import { publishedSources } from '../../server/consistency/published-source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import { momentsOf } from '../../server/planning/population.ts'
import { drawingOf, studyOf } from '../../server/planning/simulated-study.ts'
import type { Counted, CoverageTask } from './coverage.ts'

/** Simulates a stretch of the studies of one design, and counts which of their intervals hold the true total. */
const { name, size, from, to }: CoverageTask = workerData
const { population } = await askedOrigin(publishedSources(name))
const { figure } = momentsOf(population)
const peopleDrawn = drawingOf(population)
const counted: Record<keyof Counted, { held: number; width: number }> = {
  default: { held: 0, width: 0 },
  asPublished: { held: 0, width: 0 },
  overTopics: { held: 0, width: 0 },
}

for (let n = from; n < to; n++) {
  const draw = { size, seedParts: [7, 'coverage', name, n] }
  const people = peopleDrawn(draw)
  const study = studyOf(people, draw)
  count('default', study.interval('distances'))
  count('asPublished', estimateOf(distancesOf(people), { ...draw, unit: 'answer' }).interval)
  count('overTopics', study.intervalOverTopics('distances'))
}
parentPort?.postMessage(counted)

/** A study without an interval holds nothing. */
function count(which: keyof Counted, interval: Interval | Undefined): void {
  if ('undefined' in interval) return
  counted[which].held += Number(interval.low <= figure && figure <= interval.high)
  counted[which].width += interval.high - interval.low
}

function distancesOf(people: readonly Cluster<GroupPart>[]): Map<number, number> {
  const distances = new Map<number, number>()
  for (const { parts, times } of people) {
    for (const { group } of parts) increaseAll(distances, group.distances, times)
  }
  return distances
}
