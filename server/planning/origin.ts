import type { MeasureKind } from '../consistency/measure-kinds.ts'
import type { Population } from './population.ts'

/** How people are taken to answer, where nobody was asked yet. */
export interface Propensities {
  /** How likely somebody answers by the side that they hold, 0.5 … 1. */
  readonly keeps: number
  readonly questions: number
  readonly units: number
}

/** `published`: the people of the published study. `pilot`: other people who were asked. */
export interface AskedBasis {
  readonly from: 'published' | 'pilot'
  readonly sources: readonly string[]
  readonly kind: MeasureKind
  readonly people: number
  readonly peoplePerUnit: { readonly least: number; readonly most: number }
  /** Present where they were invented. */
  readonly isSimulated?: true
}

/** Nobody was asked yet. */
export interface StatedBasis extends Propensities {
  readonly from: 'stated'
}

/** What a plan rests on: whom, and who might as well have come instead. */
export interface Origin {
  readonly basis: AskedBasis | StatedBasis
  readonly population: Population
  /** Of populations that it might as well be: the variance of their totals with one person a unit. */
  readonly variances: (seed: number) => readonly number[]
  /** How many of them, from the middle, make the range of a plan. */
  readonly middle: number
}
