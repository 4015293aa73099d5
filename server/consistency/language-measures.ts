import { isLanguage, languages as ours } from '../platform/languages.ts'
import type { TaskForm } from '../stances/record.ts'
import type { AnswerTally } from './answer-tally.ts'
import type { Undefined } from './estimate.ts'
import { type JointGroup, type JointMeasure, jointMeasure } from './joint-measure.ts'
import { bySeveral, type KeptAnswer } from './kept-answer.ts'
import { MixedStances } from './mixed-stances.ts'
import { increaseAll, obtain } from './obtain.ts'
import { pooled } from './pooled.ts'
import { type Question, sharedName } from './question-book.ts'
import type { Shape } from './shape-book.ts'
import { answeredQuestions } from './support.ts'

/** How far the answers to one question are apart in several languages. */
export interface LanguageMeasure extends JointMeasure {
  readonly languages: readonly string[]
}

export interface LanguageOptions {
  readonly seed: number
  readonly isAsPublished: boolean
  /** Answers of one form alone are joined. */
  readonly form: TaskForm
}

/** The answers to one question, by language. */
interface Joint {
  topic: string
  readonly respondent: string | undefined
  readonly byLanguage: Map<string, Map<Shape, number>>
}

/**
 * Within each respondent, person or model: all languages together, and each two of more. Originals are joined by their
 * English text, as they alone are translations of each other. As published, wordings are joined by their running number
 * within the original, though they are no translations, and a question asked in one language only counts as 0.
 */
export function languageMeasures(
  tallies: readonly AnswerTally[],
  { seed, isAsPublished, form }: LanguageOptions,
): LanguageMeasure[] {
  const ofForm = tallies.flatMap(({ kept }) => kept.filter(({ question }) => question.taskForm === form))
  const kept = bySeveral(ofForm, ({ question }) => question.topic.language)
  const joints = new Map<string, Joint>()
  for (const answer of kept) {
    const key = isAsPublished ? publishedKey(answer) : originalKey(answer.question)
    if (key === undefined) continue
    const { respondent, repetition, drawnAs, question, shape } = answer
    const own = JSON.stringify([respondent, repetition, key])
    join(joints, { key: own, respondent: drawnAs, question, shapes: new Map([[shape, 1]]) })
  }
  const seedParts = [seed, 'languages']
  return measures([...joints.values()], { keepsSingletons: isAsPublished, seedParts })
}

/** Between people: their pooled answers in one language beside those in another, question by question. */
export function languageGroupMeasures(
  tallies: readonly AnswerTally[],
  seed: number,
): readonly LanguageMeasure[] | Undefined {
  try {
    return betweenGroups(tallies, seed)
  } catch (error) {
    if (!(error instanceof MixedStances)) throw error
    return { undefined: 'not everybody could abstain who was asked the same' }
  }
}

function betweenGroups(tallies: readonly AnswerTally[], seed: number): LanguageMeasure[] {
  const people = tallies.filter(({ kind }) => kind === 'people')
  const joints = new Map<string, Joint>()
  for (const question of answeredQuestions(people, 'choice')) {
    const key = originalKey(question)
    if (key !== undefined) join(joints, { key, respondent: undefined, question, shapes: question.shapes })
  }
  return measures([...joints.values()], { keepsSingletons: false, seedParts: [seed, 'languageGroups'] })
}

function originalKey(question: Question): string | undefined {
  return question.isOriginal ? question.originalEnglish : undefined
}

function publishedKey({ question }: KeptAnswer): string {
  return JSON.stringify([question.topicEnglish ?? '', question.originalEnglish ?? '', question.order])
}

interface Joined {
  readonly key: string
  readonly respondent: string | undefined
  readonly question: Question
  readonly shapes: ReadonlyMap<Shape, number>
}

/** Adds answers to a question to others to the same one. Answers of an unknown language are not joined. The topic goes
 *  by the first of its names by code unit. */
function join(joints: Map<string, Joint>, { key, respondent, question, shapes }: Joined): void {
  const { language } = question.topic
  if (language === undefined) return
  const topic = sharedName(question)
  const joint = obtain(joints, key, () => ({ topic, respondent, byLanguage: new Map() }))
  if (topic < joint.topic) joint.topic = topic
  const counts = obtain(joint.byLanguage, language, () => new Map())
  increaseAll(counts, shapes)
}

function measures(
  joints: readonly Joint[],
  options: { keepsSingletons: boolean; seedParts: readonly (string | number)[] },
): LanguageMeasure[] {
  return languageSets(joints).flatMap((languages) => {
    const groups = joints.flatMap((joint) => groupIn(joint, languages) ?? [])
    const seedParts = [...options.seedParts, ...languages]
    const measure = jointMeasure(groups, { ...options, seedParts })
    return measure ? { languages, ...measure } : []
  })
}

/** A question answered twice in one language counts once, with what its answers add up to. */
function groupIn({ topic, respondent, byLanguage }: Joint, languages: readonly string[]): JointGroup | undefined {
  const shapes = languages.flatMap((language) => {
    const answers = byLanguage.get(language)
    return answers ? pooled(answers, topic) : []
  })
  return shapes.length > 0 ? { topic, respondent, shapes } : undefined
}

function languageSets(joints: readonly Joint[]): string[][] {
  const present = new Set(joints.flatMap(({ byLanguage }) => [...byLanguage.keys()]))
  const all = [...present].sort(byOrder)
  if (all.length < 2) return []
  const pairs = all.flatMap((one, n) => all.slice(n + 1).map((other) => [one, other]))
  return all.length === 2 ? [all] : [all, ...pairs]
}

/** Ours in their order, others after them by code unit. */
function byOrder(one: string, other: string): number {
  return placeOf(one) - placeOf(other) || (one < other ? -1 : 1)
}

function placeOf(language: string): number {
  return isLanguage(language) ? ours.indexOf(language) : ours.length
}
