import type { Wanted } from '../../server/planning/goal.ts'
import { plan } from '../../server/planning/plan.ts'
import { inWorkers, stretches } from './in-workers.ts'
import { type Basis, originNamed, type StudiesTask } from './planned-origins.ts'

const studies = 500
const stretch = 25
/** How far new studies may be from what was promised: the mean width as a share of it, the power in itself. */
const most = { width: 0.1, power: 0.05 }

const bases: readonly Basis[] = ['published:human-topic', 'stated']
const targets: readonly Wanted[] = [
  { width: 0.04 },
  { power: 0.8, difference: -0.03 },
  { power: 0.9, difference: 0.05 },
  { power: 0.8, equivalence: 0.03 },
]

/** Plans, and what 500 new studies of the size proposed come to beside what was promised. */
const began = performance.now()
const rows = []
for (const basis of bases) for (const wanted of targets) rows.push(await proved(basis, wanted))
console.table(rows)
const missed = rows.filter(({ holds }) => !holds).length
console.log(`${rows.length} plans in ${((performance.now() - began) / 1000).toFixed(0)} s, ${missed} of them MISSED`)
process.exitCode = missed > 0 ? 1 : 0

async function proved(basis: Basis, wanted: Wanted) {
  const start = performance.now()
  const { proposal } = plan(await originNamed(basis), { wanted, seed: 1 })
  const seconds = (performance.now() - start) / 1000
  const about = { basis, wanted, size: proposal.peoplePerUnit }
  const tasks = stretches(studies, stretch).map((one): StudiesTask => ({ ...about, ...one }))
  const found = await inWorkers<StudiesTask, number>(new URL('./plan-holds-worker.ts', import.meta.url), tasks)
  const held = found.reduce((sum, one) => sum + one, 0) / studies
  const { power, expectedWidth } = proposal
  const isNear =
    power === undefined ? Math.abs(held / expectedWidth - 1) <= most.width : Math.abs(held - power) <= most.power
  return {
    basis,
    wanted: Object.entries(wanted).flat().join(' '),
    peoplePerUnit: proposal.peoplePerUnit,
    promised: (power ?? expectedWidth).toFixed(4),
    held: held.toFixed(4),
    holds: isNear,
    'planned in s': Number(seconds.toFixed(1)),
  }
}
