import { createHash } from 'node:crypto'
import { oneHot } from '../stances/distribution.ts'
import type { StanceRecord } from '../stances/record.ts'
import { nameInOtherFiles, publishedFacts } from './facts.ts'
import { type PublishedResult, publishedFigures } from './models.ts'
import type { PublishedTask } from './schema.ts'

interface Person {
  readonly task: PublishedTask
  readonly topic: string
  /** From 1, within task and topic. */
  readonly number: number
  readonly answers: number
  readonly minority: number
}

/**
 * The answers of the people of the study, three to a topic, as far as its drawings tell: how many of a person's
 * answers fall on the side that person took less often. Inconsistency, entropy and the other distances follow from
 * that exactly. Which side it was is not known, nor which questions: the minority is written first and as opposing,
 * so support, yes-saying and alignment must not be taken from these records, and a question has a number for a name.
 */
export function publishedHuman(task: PublishedTask): StanceRecord[] {
  return publishedFacts().human.counts[task].rows.flatMap(([topic, answers, ...minorities]) =>
    minorities.flatMap((minority, index) => answersOf({ task, topic, number: index + 1, answers, minority })),
  )
}

/** What people were asked, by topic: the hash of each question, in the order of the study's files.
 *  A topic nobody answered is left out. Nothing tells which of the answers belongs to which. */
export function publishedQuestions(task: PublishedTask): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(publishedFacts().questionHashes[task].topics))
}

/** The first 64 bits of a SHA-256 of a question's text, in hex: tells whether a question is one of the study's. */
export function questionHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

type HumanTotals = Partial<Record<PublishedResult['quantity'], PublishedResult>>

/** The published totals of people in a task, in the four ways they were measured. */
export function publishedHumanTotals(task: PublishedTask): HumanTotals {
  const found = publishedFigures({ isTotal: true, model: 'human', measure: task })
  return Object.fromEntries(found.map((figure) => [figure.quantity, figure]))
}

function answersOf({ task, topic, number, answers, minority }: Person): StanceRecord[] {
  return Array.from({ length: answers }, (_, index) => ({
    respondent: `published-${task}-${topic}-${number}`,
    unit: topic,
    topic,
    topicEnglish: nameInOtherFiles(topic),
    ...asked(task, topic, index + 1),
    language: 'en',
    country: 'us',
    isControversial: true,
    taskForm: 'choice',
    distribution: oneHot(index < minority ? 'opposes' : 'supports', { isAbstainOffered: false }),
    repetition: 0,
  }))
}

function asked(task: PublishedTask, topic: string, number: number) {
  const question = `${topic}, question ${number}`
  if (task === 'topic') return { original: question, wording: question }
  return { original: `${topic}, question 1`, wording: `${topic}, wording ${number}` }
}
