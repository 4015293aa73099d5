import { InputProblem } from '../platform/input-problem.ts'
import { publishedHuman, publishedQuestions } from '../published/human.ts'
import { publishedModelNames } from '../published/models.ts'
import { type PublishedTask, publishedTasks } from '../published/schema.ts'
import type { AnswerSource } from './source.ts'

const prefix = 'published:'

/** Whether a name stands for something published rather than for a file or something stored. */
export function isPublishedName(name: string): boolean {
  return name.startsWith(prefix)
}

/** What a published name stands for, without its prefix: `human`, `human-topic`, `human-paraphrase` or a model. */
export function publishedSubject(name: string): string {
  return name.slice(prefix.length)
}

/** The people of the published study, as far as their answers are known: by task, or those of both tasks.
 *  @throws {InputProblem} if the name is another: of published models only figures are known */
export function publishedSources(name: string): AnswerSource[] {
  const subject = publishedSubject(name)
  const tasks = publishedTasks.filter((task) => subject === 'human' || subject === `human-${task}`)
  if (tasks.length > 0) return tasks.map((task) => humanSource(task))
  if (publishedModelNames().includes(subject)) throw new InputProblem({ file: name, rule: 'published-figures-only' })
  const names = ['human', ...publishedTasks.map((task) => `human-${task}`), ...publishedModelNames()]
  const values = { values: [...new Set(names)].map((known) => `${prefix}${known}`).join(', '), found: name }
  throw new InputProblem({ file: name, rule: 'value-unknown', values })
}

function humanSource(task: PublishedTask): AnswerSource {
  const records = () => [publishedHuman(task)]
  const questionHashes = new Set([...publishedQuestions(task).values()].flat())
  return { name: `${prefix}human-${task}`, kind: 'people', isStanceKnown: false, questionHashes, records }
}
