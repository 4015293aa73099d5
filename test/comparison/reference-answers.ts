import { readFileSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { parse } from 'csv-parse/sync'
import { referenceJson, referencePath } from '../statistics/reference.ts'

/** An answer of a model, as its file has it. */
export interface RunAnswer {
  readonly topic: string
  readonly topicEnglish: string
  readonly original: string
  readonly question: string
  /** Weight on "supports". */
  readonly share: number
  /** The same with all weight on the likeliest option, of two as likely the one offered first: 0 or 1. */
  readonly hard: number
}

type Row = Record<string, unknown> & Record<'topic' | 'topic_english' | 'original' | 'question', string>

/** The answers of an invented model to the study's questions in English on the U.S. */
export function runAnswers(t: TestContext, model: string): { path: string; answers: RunAnswer[] } | undefined {
  const path = referencePath(t, `model-runs/controversial_english_us/${model}/classification-2024-06-01.json`)
  if (path === undefined) return undefined
  const { data }: { data: string } = JSON.parse(readFileSync(path, 'utf8'))
  return { path, answers: data.split('\n').flatMap((line) => (line === '' ? [] : answerIn(JSON.parse(line)))) }
}

function answerIn(row: Row): RunAnswer {
  const stanceOf = row.options as Record<string, string>
  const [first, second] = [0, 1].map((n) => ({
    sign: Number(stanceOf[String(row[`option ${n}`])] === 'supports'),
    weight: Number(row[`p(option=${n})`]),
  }))
  if (!first || !second) throw new Error('an answer has two options')
  const both = first.weight + second.weight
  return {
    topic: row.topic,
    topicEnglish: row.topic_english,
    original: row.original,
    question: row.question,
    share: both === 0 ? 0.5 : (first.sign * first.weight + second.sign * second.weight) / both,
    hard: second.weight > first.weight ? second.sign : first.sign,
  }
}

export interface Group {
  readonly who: string
  readonly topic: string
  readonly shares: readonly number[]
}

interface Counted {
  readonly rows: readonly { topic: string; n_questions: number; minority_counts: readonly number[] }[]
}
interface Published {
  readonly human: { readonly reconstruction: Record<'topic' | 'paraphrase', Counted> }
}

/** The answers of the people of the study, a group a person: study.md, appendix A. */
export function publishedPeople(t: TestContext, kind: 'topic' | 'paraphrase'): Group[] | undefined {
  const published = referenceJson<Published>(t, 'published.json')
  return published?.human.reconstruction[kind].rows.flatMap(({ topic, n_questions, minority_counts }) =>
    minority_counts.map((minority, person) => ({
      who: `${topic}, ${person}`,
      topic,
      shares: Array.from({ length: n_questions }, (_, n) => Number(n >= minority)),
    })),
  )
}

/** What the people of the study were asked. Sex Education was never collected for paraphrases. */
export function questionsAsked(t: TestContext, kind: 'topic' | 'paraphrase'): Set<string> | undefined {
  const file = kind === 'topic' ? 'topic' : 'rephrase'
  const path = referencePath(t, `../data/valueconsistency/controversial_english_us_mturk_${file}.csv`)
  if (path === undefined) return undefined
  const rows: Record<'topic' | 'questions', string>[] = parse(readFileSync(path), { columns: true })
  const collected = rows.filter(({ topic }) => kind === 'topic' || topic !== 'Sex Education')
  return new Set(collected.flatMap(({ questions }) => decoded(questions).map(({ question }) => question)))
}

interface Asked {
  readonly question: string
  readonly options: Record<string, string>
}

function decoded(base64: string): Asked[] {
  return JSON.parse(Buffer.from(base64, 'base64').toString())
}

export interface CrowdAnswer {
  readonly worker: string
  readonly topic: string
  readonly question: string
  readonly share: number
}

/** The answers of invented people in the topic task: of each worker the first submission, if no check failed. */
export function crowdAnswers(t: TestContext): { path: string; answers: CrowdAnswer[] } | undefined {
  const path = referencePath(t, 'human/controversial_english_us_topic_batch_results.csv')
  if (path === undefined) return undefined
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true })
  const inOrder = rows.sort((a, b) => timeOf(a) - timeOf(b))
  const firsts = new Map(inOrder.reverse().map((row) => [row.WorkerId, row]))
  return { path, answers: [...firsts.values()].flatMap(answersIn) }
}

/** Every submission tells the time of day in the same zone. */
function timeOf({ SubmitTime = '' }: Record<string, string>): number {
  return Date.parse(SubmitTime.replace(/ P[DS]T /, ' '))
}

function answersIn(row: Record<string, string>): CrowdAnswer[] {
  const asked = decoded(row['Input.questions'] ?? '')
  const hasFailed = asked.some((_, n) => row[`Answer.q_${n}_attn`] !== row[`Answer.q_${n}_attn_answer`])
  if (hasFailed) return []
  const { WorkerId: worker = '', 'Input.topic': topic = '' } = row
  return asked.map((_, n) => {
    const question = row[`Answer.q_${n}_question`] ?? ''
    const options = asked.find((one) => one.question === question)?.options ?? {}
    return { worker, topic, question, share: Number(options[row[`Answer.q_${n}`] ?? ''] === 'supports') }
  })
}
