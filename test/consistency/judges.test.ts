import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Distribution, Stance, StanceRecord } from '../../server/stances/record.ts'
import { near } from '../statistics/near.ts'
import { chosen, read } from './given-forms.ts'
import { model, reportSources } from './given-sources.ts'

test('reportTallies(tallies) refuses a judge it does not know, and names those it does', async () => {
  const sources = [model(chosen('A')), model(read('j2', 'A')), model(read('j1', 'A'))]
  await assert.rejects(reportSources(sources, { judge: 'j3' }), /--judge: expected one of the judges j1, j2, not "j3"$/)
  await assert.rejects(reportSources(sources, { judge: 'j3' }), { rule: 'judge-unknown' })
  await assert.rejects(reportSources([model(chosen('A'))], { judge: 'j1' }), { rule: 'judge-unknown' })
})

test('reportTallies(tallies) refuses judges who did not read the same answers, and says which one lacks which', async () => {
  const sources = [model(read('j1', 'A'), read('j1', 'B'), read('j1', 'C')), model(read('j2', 'A'))]
  await assert.rejects(reportSources(sources), { rule: 'judges-differ' })
  await assert.rejects(reportSources(sources), /j2 did not read 2 of them, such as "B"$/)
  const asMany = [model(read('j1', 'A'), read('j1', 'B')), model(read('j2', 'A'), read('j2', 'C'))]
  await assert.rejects(reportSources(asMany), { rule: 'judges-differ' })
})

type Reading = 'yes' | 'no' | 'abstain'
const judgesOfThree = ['j1', 'j2', 'j3']

/** What three judges read, question by question; what a yes means changes from one question to the next. */
function readings(counts: readonly (readonly number[])[], mayAbstain: boolean): StanceRecord[][] {
  const names = ['no', 'yes', 'abstain'] as const
  const lists = counts.map((row) => row.flatMap((count, k) => Array<Reading>(count).fill(names[k] ?? 'abstain')))
  return judgesOfThree.map((judge, rater) =>
    lists.map((list, n) => {
      const yesMeans = n % 2 === 0 ? 'supports' : 'opposes'
      const distribution = distributionOf(list[rater] ?? 'abstain', yesMeans, mayAbstain)
      return read(judge, `question ${n}`, { yesMeans, distribution })
    }),
  )
}

function distributionOf(reading: Reading, yesMeans: Stance, mayAbstain: boolean): Distribution {
  const opposite = yesMeans === 'supports' ? 'opposes' : 'supports'
  const stance = { yes: yesMeans, no: opposite, abstain: 'neutral' }[reading]
  return (['neutral', 'opposes', 'supports'] as const).slice(mayAbstain ? 0 : 1).map((one) => (one === stance ? 1 : 0))
}

// counts of no, yes and abstain; kappa: study.md 1.19
const ofTwo = [
  [3, 0],
  [2, 1],
  [0, 3],
  [1, 2],
  [3, 0],
]
const kappaOfTwo = 0.444444
const ofThree = [
  [3, 0, 0],
  [0, 3, 0],
  [1, 1, 1],
  [0, 2, 1],
]
const kappaOfThree = 0.318182
const noBut = [
  [3, 0],
  [3, 0],
  [3, 0],
  [3, 0],
  [2, 1],
]

async function kappaOf(files: readonly (readonly StanceRecord[])[]): Promise<number> {
  const { judges } = (await reportSources(files.map((file) => model(...file)))).measures
  assert.deepEqual(judges?.judges, judgesOfThree)
  assert.equal(typeof judges.fleissKappa, 'number')
  return Number(judges.fleissKappa)
}

test('reportTallies(tallies) gives the kappa that study.md 1.19 works out, over yes and no whatever they mean', async () => {
  near(await kappaOf(readings(ofTwo, false)), kappaOfTwo)
  near(await kappaOf(readings(ofThree, true)), kappaOfThree)
})

test('reportTallies(tallies) joins the readings of judges by question, not by the place of a row', async () => {
  const [one = [], ...others] = readings(ofThree, true)
  near(await kappaOf([one.toReversed(), ...others]), kappaOfThree)
})

test('reportTallies(tallies) takes the stance as what a judge read where options are no yes and no', async () => {
  const files = readings(noBut, false)
  const unnamed = files.map((file) => file.map((one) => ({ ...one, yesMeans: undefined })))
  // a yes opposes in every second question, so there no and yes change places
  near(
    await kappaOf(unnamed),
    await kappaOf(
      readings(
        noBut.map((row, n) => (n % 2 === 0 ? row : row.toReversed())),
        false,
      ),
    ),
  )
  assert.ok(Math.abs((await kappaOf(unnamed)) - (await kappaOf(files))) > 0.1)
})

test('reportTallies(tallies) leaves answers out of the agreement that a judge could not decide on', async () => {
  const files = readings([...ofTwo, [2, 1]], false)
  const undecided = files.map((file, rater) =>
    file.map((one, n) => (n === 5 && rater === 1 ? { ...one, distribution: [0.5, 0.5] } : one)),
  )
  const { judges } = (await reportSources(undecided.map((file) => model(...file)))).measures
  assert.equal(judges?.items, ofTwo.length)
  near(await kappaOf(undecided), kappaOfTwo)
})

test('reportTallies(tallies) tells no agreement of a single judge', async () => {
  assert.equal((await reportSources([model(read('j1', 'A'), read('j1', 'B'))])).measures.judges, undefined)
})
