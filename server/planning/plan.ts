import { fewestRespondents } from '../consistency/resampling.ts'
import { type Cost, costOf, type Pay, type PayTerms, termsOf } from './cost.ts'
import { defaultWidthAt, goalOf, type Wanted } from './goal.ts'
import type { Origin } from './origin.ts'
import { type Moments, momentsOf } from './population.ts'
import { type Planning, rangeAround, sizeFound } from './proposal.ts'
import type { Found } from './search.ts'
import { doesNotPromise, restsOn } from './sentences.ts'

/** How many people a study needs, and what is known of that. */
export interface Plan {
  readonly seed: number
  readonly wanted: Wanted
  readonly design: Origin['basis'] & Pick<Moments, 'answersPerPerson'> & { readonly units: number }
  readonly proposal: Proposal
  readonly range: PlanRange
  readonly pay?: PayTerms
  /** The same design with other numbers of people. */
  readonly table: readonly Size[]
  readonly restsOn: readonly string[]
  readonly doesNotPromise: readonly string[]
}

/** A number of people, and what it comes to. */
export interface Size {
  readonly peoplePerUnit: number
  readonly people: number
  readonly answers: number
  /** Mean width of the 95 % interval of the total; absent where there are too few people for one. */
  readonly expectedWidth?: number
  readonly cost?: Cost
}

export interface Proposal extends Size {
  /** The total of the population: what a study aims at. */
  readonly expectedFigure: number
  readonly expectedWidth: number
  /** Monte Carlo error of the width. */
  readonly widthError: number
  /** Share of studies that reach what is wanted, where a share was wanted, and its Monte Carlo error. */
  readonly power?: number
  readonly powerError?: number
  /** How many studies were simulated. */
  readonly studies: number
}

/** People per unit, had the plan rested on other populations that are as likely. */
export interface PlanRange {
  readonly low: number
  readonly high: number
  /** How much of these populations lies between, from the middle. */
  readonly middle: number
  readonly populations: number
  readonly cost?: { readonly low: Cost; readonly high: Cost }
}

export interface PlanOptions {
  readonly wanted: Wanted
  readonly seed: number
  readonly pay?: Pay | undefined
  /** How many studies of a size are simulated; 1,000 keep the Monte Carlo error of a share within 1.6 points. */
  readonly studies?: number
}

const inTable = [3, 5, 10, 20, 50]

/**
 * The smallest number of people per unit with which studies of a population reach what is wanted, as simulated studies
 * tell whose intervals are made as those of real ones.
 * @throws {InputProblem} if 1,000 people per unit would not do, or no people could have the figure to be told apart
 */
export function plan(origin: Origin, { wanted, seed, pay, studies = 1000 }: PlanOptions): Plan {
  const moments = momentsOf(origin.population)
  const planning = { origin, moments, goal: goalOf(wanted, moments.figure), seed, studies }
  const found = sizeFound(planning)
  const range = rangeAround(found, planning)
  const costFor = (size: number) => pay && costOf(size * origin.population.length, pay)
  const [low, high] = [costFor(range.low), costFor(range.high)]
  const sized = (size: number): Size => sizeOf(size, planning, costFor(size))
  return {
    seed,
    wanted,
    design: { ...origin.basis, units: origin.population.length, answersPerPerson: moments.answersPerPerson },
    proposal: proposalOf(found, sized(found.size), planning),
    range: { ...range, ...(low && high && { cost: { low, high } }) },
    ...(pay && { pay: termsOf(pay) }),
    table: inTable.map((size) => withWidth(sized(size), found, moments)),
    restsOn: restsOn(origin.basis),
    doesNotPromise: doesNotPromise(wanted),
  }
}

function sizeOf(peoplePerUnit: number, { origin, moments }: Planning, cost: Cost | undefined): Size {
  const people = peoplePerUnit * origin.population.length
  return { peoplePerUnit, people, answers: Math.round(peoplePerUnit * moments.answers), ...(cost && { cost }) }
}

function proposalOf({ trial }: Found, { cost, ...size }: Size, { moments, goal, studies }: Planning): Proposal {
  return {
    ...size,
    expectedFigure: moments.figure,
    expectedWidth: trial.width.value,
    widthError: trial.width.error,
    ...(goal.spare && { power: trial.level, powerError: trial.levelError }),
    studies,
    ...(cost && { cost }),
  }
}

/** The width of another size in closed form, put right by that of the size found. */
function withWidth({ cost, ...size }: Size, found: Found, { variance }: Moments): Size {
  const right = found.trial.width.value / defaultWidthAt(Math.sqrt(variance / found.size))
  const expectedWidth = right * defaultWidthAt(Math.sqrt(variance / size.peoplePerUnit))
  return { ...size, ...(size.people >= fewestRespondents && { expectedWidth }), ...(cost && { cost }) }
}
