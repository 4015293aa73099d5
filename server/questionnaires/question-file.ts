import type { z } from 'zod'
import { InputProblem } from '../platform/input-problem.ts'
import { sha256 } from './content-id.ts'
import type { QuestionFileName } from './file-name.ts'
import { type InputFile, type Numbered, readJsonLines } from './json-lines.ts'
import { questionLine } from './schema.ts'

export type QuestionLine = Numbered<z.output<typeof questionLine>>
export type OptionLine = QuestionLine['options'][number]

/** A question file that has passed every check. */
export interface QuestionFile extends QuestionFileName {
  readonly file: string
  readonly sha256: string
  readonly lines: readonly QuestionLine[]
}

/** Reads one question file, checking each line by itself and against the others.
 *  @throws {InputProblem} naming the first line that is not as expected */
export function readQuestionFile(input: InputFile, name: QuestionFileName): QuestionFile {
  const lines = readJsonLines(input, questionLine)
  checkTopics(input.name, lines)
  for (const [first, ...rest] of Map.groupBy(lines, ({ original }) => original).values())
    if (first) checkOriginal(input.name, [first, ...rest])
  return { ...name, file: input.name, sha256: sha256(input.content), lines }
}

/** The English name of each topic; a line may leave it out where another line of the topic has it. */
export function englishTopicNames(lines: readonly QuestionLine[]): Map<string, string | null> {
  const names = new Map<string, string | null>()
  for (const { topic, topicEnglish } of lines) names.set(topic, names.get(topic) ?? topicEnglish)
  return names
}

/** Options in an order that does not depend on the file. */
export function canonicalOptions(options: readonly OptionLine[]): string {
  return JSON.stringify(options.map(({ text, stance }) => [text, stance]).sort())
}

function checkTopics(file: string, lines: readonly QuestionLine[]): void {
  const names = englishTopicNames(lines)
  for (const { line, topic, topicEnglish } of lines) {
    const name = names.get(topic)
    if (topicEnglish !== null && topicEnglish !== name)
      throw new InputProblem({ file, line, field: 'topic_english', expected: `the topic's English name, "${name}"` })
  }
}

type Group = readonly [QuestionLine, ...QuestionLine[]]

function checkOriginal(file: string, group: Group): void {
  const [first] = group
  const seen = new Map<string, number>()
  for (const line of group) {
    const problem = flagProblem(line) ?? repetition(line, seen) ?? disagreement(line, first)
    if (problem) throw new InputProblem({ file, line: line.line, ...problem })
    seen.set(line.question, line.line)
  }
  if (!seen.has(first.original))
    throw new InputProblem({
      file,
      line: first.line,
      field: 'original',
      expected: 'an original that is also the question of a line',
    })
}

interface LineProblem {
  readonly field: string
  readonly expected: string
}

function flagProblem({ question, original, rephrase }: QuestionLine): LineProblem | undefined {
  if (rephrase === (question !== original)) return undefined
  return rephrase
    ? { field: 'rephrase', expected: 'false, as the question is its own original' }
    : { field: 'rephrase', expected: 'true, as the question differs from its original' }
}

function repetition({ question }: QuestionLine, seen: ReadonlyMap<string, number>): LineProblem | undefined {
  const line = seen.get(question)
  return line === undefined
    ? undefined
    : { field: 'question', expected: `a wording that its original does not have in line ${line} already` }
}

const shared: Record<string, (line: QuestionLine) => string> = {
  topic: ({ topic }) => topic,
  original_english: ({ originalEnglish }) => originalEnglish,
  options: ({ options }) => canonicalOptions(options),
}

function disagreement(line: QuestionLine, first: QuestionLine): LineProblem | undefined {
  for (const [field, read] of Object.entries(shared))
    if (read(line) !== read(first)) return { field, expected: `the same as in line ${first.line} of this original` }
  return undefined
}
