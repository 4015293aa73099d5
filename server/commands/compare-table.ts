import type { Alignment } from '../comparison/alignment.ts'
import type { Comparison, KindComparison, RunComparison, SideSummary } from '../comparison/comparison.ts'
import type { Difference } from '../comparison/difference.ts'
import type { DifferenceTests } from '../comparison/difference-tests.ts'
import type { Equivalence } from '../comparison/equivalence.ts'
import type { Matched } from '../comparison/matched.ts'
import type { Estimate, Undefined } from '../consistency/estimate.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
import type { PermutationTest } from '../statistics/permutation-test.ts'
import { aligned, bounds, counted, fixed } from './text-table.ts'

/** A comparison as text to read: each side with its figures, then what lies between them. */
export function compareTable({ baseline, runs, seed, treatment }: Comparison): string {
  const lines = [
    `Baseline: ${sideLine(baseline)}`,
    ...measureLines(baseline),
    ...runs.flatMap((run) => ['', `Beside it: ${sideLine(run)}`, ...measureLines(run), ...runLines(run)]),
    '',
    `Differences are run minus baseline: below 0, the run is more consistent. Seed ${seed}, treatment ${treatment}.`,
  ]
  return `${lines.join('\n')}\n`
}

function sideLine({ name, kind, respondents, answers, isSimulated }: SideSummary): string {
  const size =
    respondents === undefined || answers === undefined
      ? 'published figures only'
      : `${counted(respondents, 'respondent')}, ${counted(answers, 'answer')}`
  return `${name} (${kind}, ${size}${isSimulated ? ', SIMULATED PEOPLE ONLY' : ''})`
}

function measureLines({ measures }: SideSummary): string[] {
  return measureKinds.flatMap((kind) => {
    const measure = measures[kind]
    if (!measure) return []
    const { inconsistency, interval, intervalOverTopics, intervalAsPublished } = measure
    const rows = [
      [`${kind} inconsistency`, fixed(inconsistency), bounds(interval)],
      ['with topics as a sample', '', bounds(intervalOverTopics)],
      ['as published', '', bounds(intervalAsPublished)],
    ]
    return aligned(rows).map((line) => `  ${line}`)
  })
}

function runLines({ alignment, ...run }: RunComparison): string[] {
  const kinds = measureKinds.flatMap((kind) => {
    const comparison = run[kind]
    return comparison ? ['', `  ${kind}`, ...aligned(kindRows(comparison)).map((line) => `    ${line}`)] : []
  })
  return [...kinds, '', '  alignment of answers', ...alignmentLines(alignment).map((line) => `    ${line}`)]
}

function kindRows({ difference, tests, sharedTopics, pearson, spearman, matched }: KindComparison): string[][] {
  return [
    ...differenceRows(difference, tests),
    [`Pearson, ${counted(sharedTopics, 'topic')}`, ...estimateCells(pearson)],
    [`Spearman, ${counted(sharedTopics, 'topic')}`, ...estimateCells(spearman)],
    ...matchedRows(matched),
  ]
}

function matchedRows(matched: Matched | Undefined): string[][] {
  if ('undefined' in matched) return [['in the design of the baseline', '–', matched.undefined]]
  const { label, reasons, questions, answered, inconsistency, interval, difference, tests, pearson, spearman } = matched
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : ''
  return [
    [`in the design of the baseline (${label})`, fixed(inconsistency), bounds(interval)],
    ...differenceRows(difference, tests).map(([name = '', ...cells]) => [`${name}, there`, ...cells]),
    ['Pearson there', ...estimateCells(pearson)],
    ['Spearman there', ...estimateCells(spearman)],
    ['questions', `${answered}`, `of ${questions}${why}`],
  ]
}

/** How far the sides differ, how sure that is, and what may be said about it. */
function differenceRows(difference: Difference, { respondents, topics, byTopic }: DifferenceTests): string[][] {
  const found = 'undefined' in byTopic ? undefined : byTopic.filter(({ adjusted }) => adjusted <= discoveries)
  return [
    ['difference', ...estimateCells(difference)],
    ['with topics as a sample', '', bounds(difference.intervalOverTopics)],
    ['as published', '', bounds(difference.intervalAsPublished)],
    ['respondents changing sides', ...testCells(respondents)],
    ['topics changing signs', ...testCells(topics)],
    ...(found ? [['topics that differ', String(found.length), found.map(({ topic }) => topic).join(', ')]] : []),
    ...(difference.equivalence ? equivalenceRows(difference.equivalence) : []),
  ]
}

/** Share of false ones among topics that are said to differ. */
const discoveries = 0.05

function testCells(test: PermutationTest | Undefined): [string, string] {
  return 'undefined' in test ? ['–', test.undefined] : [`p ${fixed(test.p)}`, `${test.permutations} permutations`]
}

function equivalenceRows(equivalence: Equivalence | Undefined): string[][] {
  if ('undefined' in equivalence) return [['equivalence', '–', equivalence.undefined]]
  const { bounds: within, verdict, p, interval, says, doesNotSay } = equivalence
  const name = `equivalence within ${within.low} to ${within.high}`
  return [
    [name, `p ${fixed(p)}`, `${verdict}: 90 % interval ${bounds(interval)}`],
    ['this says', '', says],
    ...doesNotSay.map((sentence) => ['this does not say', '', sentence]),
  ]
}

function alignmentLines(alignment: Alignment | Undefined): string[] {
  if ('undefined' in alignment) return [`none: ${alignment.undefined}`]
  return aligned([
    ['questions', String(alignment.questions), ''],
    ['total variation', ...estimateCells(alignment.totalVariation)],
    ['Jensen-Shannon distance', ...estimateCells(alignment.jensenShannon)],
  ])
}

function estimateCells(estimate: Estimate | Undefined): [string, string] {
  return 'undefined' in estimate ? ['–', estimate.undefined] : [fixed(estimate.value), bounds(estimate.interval)]
}
