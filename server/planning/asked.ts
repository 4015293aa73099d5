import { type Cluster, type GroupPart, groupClusters } from '../consistency/clusters.ts'
import { heard } from '../consistency/heard.ts'
import { type MeasureKind, measureKinds } from '../consistency/measure-kinds.ts'
import { isPublishedName } from '../consistency/published-source.ts'
import { type AnswerSource, collect } from '../consistency/source.ts'
import { mainForm } from '../consistency/spread.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { mean } from '../statistics/mean.ts'
import { derivedSeed, seededRandom } from '../statistics/seeded-random.ts'
import type { AskedBasis, Origin } from './origin.ts'
import { type AskedPeople, numberOf, peopleIn, populationOf, redrawn } from './people.ts'
import { momentsOf } from './population.ts'

/** Fewer people than this, or one alone in a unit, tell too little of how people differ. */
export const fewestAsked = 20
const fewestPerUnit = 2

const redraws = 200
const middle = 0.8

/**
 * People who were asked, as what a plan rests on. It might as well rest on others like them: on as many, drawn from
 * them within their units. Drawing anew makes a few people look more alike than they are, which is put right on
 * average.
 * @param kind the measure to plan for; without one, the first that the answers tell of
 * @throws {InputProblem} if a source is a model's, or there are too few people
 */
export async function askedOrigin(sources: readonly AnswerSource[], kind?: MeasureKind): Promise<Origin> {
  const model = sources.find((source) => source.kind === 'model')
  if (model)
    throw new InputProblem({
      file: model.name,
      expected: 'answers of people, as a model tells nothing of how people differ',
    })
  const names = sources.map(({ name }) => name)
  const told = await toldBy(sources, kind)
  const people = peopleIn(told.clusters)
  assertEnough(people, names)
  const population = populationOf(people)
  const { variance } = momentsOf(population)
  return {
    basis: {
      from: names.every(isPublishedName) ? 'published' : 'pilot',
      sources: names,
      kind: told.kind,
      ...sizesOf(people),
      ...(sources.some(({ isSimulated }) => isSimulated) && { isSimulated: true }),
    },
    population,
    variances: (seed) => {
      const random = seededRandom(derivedSeed([seed, 'redraws']))
      const found = Array.from({ length: redraws }, () => momentsOf(populationOf(redrawn(people, random))).variance)
      const typical = mean(found) ?? 0
      return typical > 0 ? found.map((one) => (one * variance) / typical) : found
    },
    middle,
  }
}

interface Told {
  readonly kind: MeasureKind
  readonly clusters: readonly Cluster<GroupPart>[]
}

async function toldBy(sources: readonly AnswerSource[], wanted: MeasureKind | undefined): Promise<Told> {
  const tallies = heard((await collect(sources)).tallies, undefined)
  const form = mainForm(tallies)
  const kinds = wanted ? [wanted] : measureKinds
  const told = kinds.map((kind) => ({ kind, clusters: groupClusters(tallies, { kind, form, keepsSingletons: false }) }))
  return told.find(({ clusters }) => clusters.length > 0) ?? { kind: wanted ?? 'topic', clusters: [] }
}

function assertEnough(people: AskedPeople, names: readonly string[]): void {
  const { people: all, peoplePerUnit } = sizesOf(people)
  if (all >= fewestAsked && peoplePerUnit.least >= fewestPerUnit) return
  const alone = people.filter((unit) => numberOf(unit) < fewestPerUnit).length
  const values = { fewest: fewestAsked, people: all, units: people.length, alone }
  throw new InputProblem({ file: names.join(', '), rule: 'pilot-too-small', values })
}

function sizesOf(people: AskedPeople): Pick<AskedBasis, 'people' | 'peoplePerUnit'> {
  const sizes = people.map(numberOf)
  return { people: numberOf(people.flat()), peoplePerUnit: { least: Math.min(...sizes), most: Math.max(...sizes) } }
}
