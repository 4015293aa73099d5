import { parentPort, workerData } from 'node:worker_threads'
import { goalOf } from '../../server/planning/goal.ts'
import { momentsOf } from '../../server/planning/population.ts'
import { studiesOf } from '../../server/planning/simulated-study.ts'
import { originNamed, type StudiesTask } from './planned-origins.ts'

/** Simulates a stretch of new studies of the size proposed, with every interval drawn, and adds up what they come to. */
const { basis, wanted, size, from, to }: StudiesTask = workerData
const { population } = await originNamed(basis)
const goal = goalOf(wanted, momentsOf(population).figure)
const studied = studiesOf(population)

let level = 0
for (let n = from; n < to; n++) {
  const interval = goal.intervalOf(studied({ size, seedParts: [20_261_125, 'held', n] }))
  if (!('undefined' in interval)) level += goal.counts(interval)
}
parentPort?.postMessage(level)
