import type { Alignment } from '../comparison/alignment.ts'
import type { Comparison, KindComparison, RunComparison, SideSummary } from '../comparison/comparison.ts'
import type { Matched } from '../comparison/matched.ts'
import type { Estimate, Undefined } from '../consistency/estimate.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
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
    return `  ${kind} inconsistency ${fixed(measure.inconsistency)}  ${bounds(measure.interval)}`
  })
}

function runLines({ alignment, ...run }: RunComparison): string[] {
  const kinds = measureKinds.flatMap((kind) => {
    const comparison = run[kind]
    return comparison ? ['', `  ${kind}`, ...aligned(kindRows(comparison)).map((line) => `    ${line}`)] : []
  })
  return [...kinds, '', '  alignment of answers', ...alignmentLines(alignment).map((line) => `    ${line}`)]
}

function kindRows({ difference, sharedTopics, pearson, spearman, matched }: KindComparison): string[][] {
  return [
    ['difference', ...estimateCells(difference)],
    [`Pearson, ${counted(sharedTopics, 'topic')}`, ...estimateCells(pearson)],
    [`Spearman, ${counted(sharedTopics, 'topic')}`, ...estimateCells(spearman)],
    ...matchedRows(matched),
  ]
}

function matchedRows(matched: Matched | Undefined): string[][] {
  if ('undefined' in matched) return [['in the design of the baseline', '–', matched.undefined]]
  const { label, reasons, questions, answered, inconsistency, interval, difference, pearson, spearman } = matched
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : ''
  return [
    [`in the design of the baseline (${label})`, fixed(inconsistency), bounds(interval)],
    ['difference there', ...estimateCells(difference)],
    ['Pearson there', ...estimateCells(pearson)],
    ['Spearman there', ...estimateCells(spearman)],
    ['questions', `${answered}`, `of ${questions}${why}`],
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
