import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type CompareOptions, compareNamed } from '../../server/commands/compare.ts'

import type { KindComparison, RunComparison } from '../../server/comparison/comparison.ts'
import type { Matched } from '../../server/comparison/matched.ts'
import { givenFile } from '../commands/given-file.ts'
import { type AnswerCells, answerCells, answersText } from '../exports/given-answers.ts'
import { runRow, runText } from '../model-runs/given-run.ts'

/** How a question of a topic is put, to people and to models. */
export const put = (topic: string, place: number) => `Is ${topic} right, by question ${place}?`

const stanceOf: Record<string, string> = { '+': 'supports', '-': 'opposes', 0: 'neutral' }

/** Answers of people by topic: of each person a text with a sign for each question, + for supporting the topic, - for
 *  opposing it, 0 for abstaining; a space where it was left out. */
export function answersOn(
  topics: Readonly<Record<string, readonly string[]>>,
  changes: AnswerCells = {},
): AnswerCells[] {
  return Object.entries(topics).flatMap(([topic, people]) =>
    people.flatMap((signs, person) =>
      [...signs].flatMap((sign, place) => {
        const stance = stanceOf[sign]
        const wording = put(topic, place)
        const who = { participant_id: `${topic} ${person}`, unit_id: topic, topic, topic_english: '' }
        return stance
          ? answerCells({ ...who, original: wording, wording, stance, yes_means: 'supports', ...changes })
          : []
      }),
    ),
  )
}

export type Row = ReturnType<typeof runRow>

/** Answers of a model by topic: what each question got on "yes", which supports the topic. */
export function rowsOn(topics: Readonly<Record<string, readonly number[]>>, changes: Row = {}): Row[] {
  return Object.entries(topics).flatMap(([topic, shares]) =>
    shares.map((share, place) => {
      const question = put(topic, place)
      const asked = { topic, topic_english: topic, question, original: question }
      return runRow({ ...asked, ...weighed(['yes', share], ['no', 1 - share]), ...changes })
    }),
  )
}

/** Options of a row in the order they were offered, with what each got; "none" is neutral. */
export function weighed(...options: readonly (readonly [text: string, weight: number])[]): Row {
  const fields = options.flatMap(([text, weight], n) => [
    [`option ${n}`, text],
    [`p(option=${n})`, weight],
  ])
  const meaning: Record<string, string> = { yes: 'supports', no: 'opposes', none: 'neutral' }
  return { options: Object.fromEntries(options.map(([text]) => [text, meaning[text]])), ...Object.fromEntries(fields) }
}

export const peopleFile = (t: TestContext, ...answers: readonly AnswerCells[]) =>
  givenFile(t, 'answers.csv', answersText(...answers))

/** A run on questions in English, unless its variables say otherwise. */
export const runFile = (t: TestContext, rows: readonly Row[], variables: Row = {}) =>
  givenFile(
    t,
    'run.json',
    runText({ filename: 'results/controversial_english_us/parrot/run.json', ...variables }, rows),
  )

interface Pair {
  readonly people: readonly AnswerCells[]
  readonly rows: readonly Row[]
  readonly variables?: Row
  readonly options?: CompareOptions
}

/** The run of a comparison of two. */
export async function comparedRun(t: TestContext, { people, rows, variables, options }: Pair): Promise<RunComparison> {
  const names = [await peopleFile(t, ...people), await runFile(t, rows, variables)]
  const [run] = (await compareNamed(names, options)).runs
  assert.ok(run)
  return run
}

export function matchedIn(comparison: KindComparison | undefined): Matched {
  assert.ok(comparison && 'label' in comparison.matched, JSON.stringify(comparison?.matched))
  return comparison.matched
}

/** What is told of a figure that exists. */
export function known<Figure extends object>(figure: Figure | { readonly undefined: string }): Figure {
  assert.ok(!('undefined' in figure), JSON.stringify(figure))
  return figure as Figure
}
