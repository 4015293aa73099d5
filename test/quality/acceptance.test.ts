import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { flaggedNames, flagRespondents, type QualityReport } from '../../server/quality/report.ts'
import type { RuleName } from '../../server/quality/rule.ts'
import { derivedSeed, seededRandom } from '../../server/statistics/seeded-random.ts'
import {
  alwaysSupports,
  answersBy,
  type Design,
  drawnSides,
  honest,
  type Manner,
  saysYes,
  sourceOf,
  takesFirst,
  tossesCoin,
} from './given-people.ts'

const studies = 200
const honestPeople = 5
const worlds = ['own sides', 'a shared side'] as const

interface Constant {
  readonly manner: Manner
  /** What finds them. */
  readonly rule: RuleName
}

const constants: Readonly<Record<string, Constant>> = {
  'the same stance': { manner: alwaysSupports, rule: 'straight-lining' },
  'the same word': { manner: saysYes, rule: 'always-yes' },
  'the first place': { manner: takesFirst, rule: 'always-first-position' },
}

interface Shares {
  readonly random: number
  readonly constant: number
  readonly honest: number
}

/** Shares that are flagged of the random, the constant and the honest people, over studies of five honest people. */
async function flaggedShares(design: Design, world: (typeof worlds)[number], constant: Constant): Promise<Shares> {
  const flagged = { random: 0, constant: 0, honest: 0 }
  for (let study = 0; study < studies; study += 1) {
    const random = seededRandom(derivedSeed([study, world, design.topics]))
    const shared = drawnSides(design, random)
    const sides = () => (world === 'own sides' ? drawnSides(design, random) : shared)
    const manners: Record<string, Manner> = { random: tossesCoin, constant: constant.manner }
    for (let n = 1; n <= honestPeople; n += 1) manners[`honest ${n}`] = honest(sides())
    const records = Object.entries(manners).flatMap(([name, manner]) => answersBy(name, design, { manner, random }))
    const report = await flagRespondents([sourceOf(records)])
    const names = flaggedNames(report)
    flagged.random += Number(names.has('random'))
    flagged.constant += Number(isFlaggedBy(report, constant.rule))
    flagged.honest += [...names].filter((name) => name.startsWith('honest')).length
  }
  return {
    random: flagged.random / studies,
    constant: flagged.constant / studies,
    honest: flagged.honest / (studies * honestPeople),
  }
}

function isFlaggedBy({ flagged }: QualityReport, wanted: RuleName): boolean {
  const flags = flagged.find(({ respondent }) => respondent === 'constant')?.flags ?? []
  return flags.some(({ rule }) => rule === wanted)
}

function tell(t: TestContext, topics: string, { random, constant, honest: taken }: Shares): void {
  t.diagnostic(`${topics}: flagged of random ${random}, constant ${constant}, honest ${taken}`)
}

for (const world of worlds)
  for (const [name, constant] of Object.entries(constants)) {
    test(`flagRespondents finds the random and whoever gives ${name}, among honest people of ${world}`, async (t) => {
      const shares = await flaggedShares({ topics: 28, questions: 5 }, world, constant)
      tell(t, '28 topics', shares)
      assert.ok(shares.random >= 0.95 && shares.constant >= 0.95 && shares.honest <= 0.05)
    })

    test(`flagRespondents spares honest people of ${world} in a short study, beside ${name}`, async (t) => {
      const shares = await flaggedShares({ topics: 10, questions: 5 }, world, constant)
      tell(t, '10 topics', shares)
      assert.ok(shares.honest <= 0.05)
    })
  }
