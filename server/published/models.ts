import { publishedFacts } from './facts.ts'
import { type FigureTable, type PublishedFacts, type PublishedTask, publishedTasks } from './schema.ts'

/** A published number with its 95 % bounds: where it was read, how exactly, and what to know about it.
 *  `source`, `precision` and `notes` are explained in the facts. */
export interface PublishedFigure {
  readonly value: number
  readonly low?: number
  readonly high?: number
  readonly source: string
  readonly precision: FigureTable['precision']
  readonly notes: readonly string[]
}

/** A figure of an experiment and what was measured there. */
export interface PublishedResult extends PublishedFigure {
  readonly experiment: string
  readonly measure: FigureTable['measure']
  readonly quantity: FigureTable['quantity']
  /** Short name of a model, or `human`. */
  readonly model: string
  /** The question file, without its ending; absent where the study does not tell. */
  readonly dataset?: string
  readonly task?: FigureTable['task']
  readonly judge?: string
  readonly isTotal: boolean
}

type Field = Exclude<keyof PublishedResult, 'value' | 'low' | 'high' | 'notes'>
export type ResultFilter = { readonly [Name in Field]?: PublishedResult[Name] | undefined }

export type TotalName = 'topic' | 'paraphrase' | 'taskForm' | 'languages' | 'topicEntropyBits' | 'paraphraseEntropyBits'

export interface TopicFigure {
  readonly topic: string
  readonly figure: PublishedFigure
}

/** What is published of a model, or of people, on the controversial questions in English on the U.S. */
export interface PublishedModel {
  readonly name: string
  readonly id: string
  readonly role: PublishedFacts['models']['index'][number]['role']
  readonly totals: Partial<Record<TotalName, PublishedFigure>>
  readonly byTopic: Partial<Record<PublishedTask, TopicFigure[]>>
}

const dataset = 'controversial_english_us'

const totals: Record<TotalName, ResultFilter> = {
  topic: { measure: 'topic', quantity: 'inconsistency' },
  paraphrase: { measure: 'paraphrase', quantity: 'inconsistency' },
  taskForm: { measure: 'taskForm', quantity: 'inconsistency' },
  languages: { measure: 'languages', quantity: 'inconsistency' },
  topicEntropyBits: { measure: 'topic', quantity: 'entropyBits' },
  paraphraseEntropyBits: { measure: 'paraphrase', quantity: 'entropyBits' },
}

/** The study's short names of whoever has published totals on the controversial questions in English on the U.S.;
 *  people are `human`. */
export function publishedModelNames(): string[] {
  const measured = new Set(publishedFigures({ isTotal: true, dataset }).map(({ model }) => model))
  return publishedFacts().models.index.flatMap(({ name }) => (measured.has(name) ? [name] : []))
}

/** Undefined where the study knows no model of that short name. A model it only asked elsewhere has no figures here. */
export function publishedModel(name: string): PublishedModel | undefined {
  const known = publishedFacts().models.index.find((model) => model.name === name)
  return known && { ...known, totals: totalsOf(name), byTopic: topicFiguresOf(name) }
}

/** The figures of all experiments that agree with the filter in every field it has. The same figure may be there
 *  several times, drawn in several places with bounds of their own; `isTotal` chooses one of them. */
export function publishedFigures(filter: ResultFilter = {}): PublishedResult[] {
  const wanted = Object.entries(filter)
  return publishedFacts()
    .models.figures.flatMap(resultsIn)
    .filter((result) => {
      const fields = new Map<string, unknown>(Object.entries(result))
      return wanted.every(([field, value]) => value === undefined || fields.get(field) === value)
    })
}

function resultsIn({ rows, task, judge, ...shared }: FigureTable): PublishedResult[] {
  const asked = { ...shared, ...(task && { task }), ...(judge && { judge }) }
  return rows.map(([model, file, value, low, high]) => ({
    ...asked,
    model,
    ...(file && { dataset: file }),
    value,
    low,
    high,
  }))
}

function totalsOf(model: string): PublishedModel['totals'] {
  const found = Object.entries(totals).flatMap(([name, what]) =>
    publishedFigures({ ...what, isTotal: true, model, dataset }).map((figure) => [name, figure]),
  )
  return Object.fromEntries(found)
}

function topicFiguresOf(name: string): PublishedModel['byTopic'] {
  const tables = publishedFacts().models.byTopic.filter(({ model }) => model === name)
  const found = publishedTasks.flatMap((task) =>
    tables
      .filter(({ measure }) => measure === task)
      .map(({ rows, source, precision, notes }) => [
        task,
        rows.map(([topic, value, low, high]) => ({ topic, figure: { value, low, high, source, precision, notes } })),
      ]),
  )
  return Object.fromEntries(found)
}
