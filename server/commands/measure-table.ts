import { measureKinds } from '../consistency/grouping.ts'
import type { Interval, Measure, TopicMeasure, Undefined } from '../consistency/measure.ts'
import type { Collection } from './measure-collection.ts'
import type { MeasureReport } from './measure-files.ts'

/** A report as text to read: totals first, then a line for each topic. Distances to four digits. */
export function measureTable({ measures, collection, ...report }: MeasureReport): string {
  const present = measureKinds.flatMap((kind) => {
    const measure = measures[kind]
    return measure ? measureLines(kind, measure) : []
  })
  const lines = [
    `${counted(report.respondents, 'respondent')}, ${counted(report.answers, 'answer')}, seed ${report.seed}`,
    ...(collection ? collectionLines(collection) : []),
    ...(present.length > 0 ? present : ['', 'Nothing to compare: no group holds two answers.']),
  ]
  return `${lines.join('\n')}\n`
}

const collected = {
  submissions: 'submissions',
  people: 'people',
  duplicates: 'duplicate submissions',
  passed: 'passed',
  failedAttention: 'failed an attention check',
  unfinished: 'did not finish',
  overQuota: 'finished after their place was taken',
  declinedAnswers: 'questions declined',
} as const satisfies Partial<Record<keyof Collection, string>>

function collectionLines(collection: Collection): string[] {
  const { isSimulated, medianMinutes, meanMinutes } = collection
  const names = Object.keys(collected) as (keyof typeof collected)[]
  const counts = names.flatMap((name) =>
    collection[name] === undefined ? [] : `${collection[name]} ${collected[name]}`,
  )
  const hasTimes = medianMinutes !== undefined && meanMinutes !== undefined
  const times = hasTimes ? [`median ${medianMinutes.toFixed(1)} min, mean ${meanMinutes.toFixed(1)} min`] : []
  return [
    ...(isSimulated ? ['SIMULATED PEOPLE ONLY: these figures say nothing about people.'] : []),
    ...(counts.length > 0 ? [[...counts, ...times].join('; ')] : []),
  ]
}

function measureLines(kind: string, measure: Measure): string[] {
  const title = `${kind[0]?.toUpperCase()}${kind.slice(1)} inconsistency`
  const head = ['topic', 'inconsistency', '95 % interval', 'answers', 'support']
  return [
    '',
    `${title} ${fixed(measure.inconsistency)}  ${bounds(measure.interval)}`,
    `mean of topics ${fixed(measure.meanOfTopics)}, entropy ${fixed(measure.entropyBits)} bits, ` +
      `${counted(measure.groups, 'group')}, ${measure.singletons} of a single answer`,
    '',
    ...aligned([head, ...measure.byTopic.map(topicRow)]),
  ]
}

function topicRow({ topic, language, inconsistency, interval, answers, support }: TopicMeasure): string[] {
  const name = language ? `${topic} (${language})` : topic
  return [name, fixed(inconsistency), bounds(interval), String(answers), support.toFixed(2)]
}

function bounds(interval: Interval | Undefined): string {
  return 'undefined' in interval ? `none: ${interval.undefined}` : `${fixed(interval.low)} – ${fixed(interval.high)}`
}

function fixed(value: number): string {
  return value.toFixed(4)
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Pads every cell to the widest of its column. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? []
  const pad = (cell: string, column: number) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

/** Columns of a terminal: Chinese and Japanese signs take two. */
function width(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uff00-\uff60]/g)?.length ?? 0)
}
