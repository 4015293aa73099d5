import { publishedSources } from '../../server/consistency/published-source.ts'
import { askedOrigin } from '../../server/planning/asked.ts'
import type { Wanted } from '../../server/planning/goal.ts'
import { plan } from '../../server/planning/plan.ts'
import { statedOrigin } from '../../server/planning/stated.ts'
import { flagRespondents } from '../../server/quality/report.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { people } from '../consistency/given-sources.ts'
import {
  alwaysSupports,
  answersBy,
  drawnSides,
  honest,
  type Manner,
  saysYes,
  takesFirst,
  tossesCoin,
} from '../quality/given-people.ts'

const design = { topics: 28, questions: 5 }

/** Somebody who breaks each of the rules, among people who break none. */
export function givenFlags() {
  const random = seededRandom(3)
  const careful = Array.from({ length: 10 }, (): Manner => honest(drawnSides(design, random)))
  const takesSecond: Manner = ({ first }) => (first === 'supports' ? 'opposes' : 'supports')
  const manners: Manner[] = [...careful, saysYes, takesFirst, takesSecond, alwaysSupports, tossesCoin]
  const own = manners.map((manner, n) => {
    const answers = answersBy(`q${n}`, design, { manner, random })
    return timed(answers, n === 0 ? 1 : 8 + n)
  })
  return flagRespondents([people(...own.flat())])
}

function timed(answers: readonly StanceRecord[], seconds: number): StanceRecord[] {
  return answers.map(({ paradata, ...answer }, n) => ({
    ...answer,
    paradata: { ...paradata, answeredAt: n * 1000 * seconds },
  }))
}

const wanted: readonly Wanted[] = [
  { power: 0.5, difference: 0.1 },
  { power: 0.5, equivalence: 0.1 },
]

/** A plan for each thing that may be wanted, from people who were asked and from nobody. */
export async function givenPlans() {
  const asked = await askedOrigin(publishedSources('published:human-topic'))
  const stated = statedOrigin({ keeps: 0.85, questions: 5, units: 5 })
  const options = { seed: 1, pay: { pay: 1, minutes: 3, fee: 0.2, currency: 'USD' }, studies: 20 }
  return [
    plan(asked, { wanted: { width: 0.2 }, ...options }),
    ...wanted.map((one) => plan(stated, { wanted: one, ...options })),
  ]
}
