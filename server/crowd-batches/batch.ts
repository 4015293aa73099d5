import { csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { distributionOf } from '../stances/distribution.ts'
import type { StanceRecord } from '../stances/record.ts'
import { yesMeans } from '../stances/yes-words.ts'
import { type Submission, submissionReader } from './submission.ts'

/** What a crowd batch holds once the rules of the study are applied. */
export interface CrowdBatch {
  readonly kind: 'topic' | 'paraphrase'
  /** Answers of the people who passed. */
  readonly records: readonly StanceRecord[]
  readonly submissions: number
  readonly people: number
  /** People whose first complete submission passes every attention check. */
  readonly passed: number
  readonly failedAttention: number
  /** Submissions beyond the first of each person. */
  readonly duplicates: number
  /** Active time of each person who passed, where the batch tells it. */
  readonly minutes: readonly number[]
}

/**
 * Reads a batch of crowd results. Of each person counts the first complete submission by time, whole;
 * one failed attention check leaves the person out.
 * @throws {InputProblem} if the file is no such batch, or one of its rows is refused
 */
export async function readBatch(file: string): Promise<CrowdBatch> {
  const submissions = await submissionsIn(file)
  const people = new Set(submissions.map(({ worker }) => worker)).size
  const counted = firstComplete(submissions)
  const passed = counted.filter(({ answers }) => answers.every(({ passedCheck }) => passedCheck))
  return {
    kind: submissions.some(({ original }) => original !== undefined) ? 'paraphrase' : 'topic',
    records: passed.flatMap(recordsOf),
    submissions: submissions.length,
    people,
    passed: passed.length,
    failedAttention: counted.length - passed.length,
    duplicates: submissions.length - people,
    minutes: passed.flatMap(({ minutes }) => minutes ?? []),
  }
}

async function submissionsIn(file: string): Promise<Submission[]> {
  const submissions: Submission[] = []
  const seen = new Set<string>()
  for await (const batch of csvItems(file, (header) => submissionReader(file, header))) {
    for (const submission of batch) {
      const { assignment, line } = submission
      const expected = 'an assignment not listed before'
      if (seen.has(assignment)) throw new InputProblem({ file, line, field: 'AssignmentId', expected })
      seen.add(assignment)
      submissions.push(submission)
    }
  }
  return submissions
}

function firstComplete(submissions: readonly Submission[]): Submission[] {
  const firsts = new Map<string, Submission>()
  for (const submission of submissions.filter(({ isComplete }) => isComplete)) {
    const first = firsts.get(submission.worker)
    if (!first || isBefore(submission, first)) firsts.set(submission.worker, submission)
  }
  return [...firsts.values()]
}

/** Two in the same second keep one order wherever they stand in the file. */
function isBefore(a: Submission, b: Submission): boolean {
  return a.submittedAt === b.submittedAt ? a.assignment < b.assignment : a.submittedAt < b.submittedAt
}

function recordsOf({ worker, topic, original, answers }: Submission): StanceRecord[] {
  const shared = { respondent: worker, unit: JSON.stringify([topic, original]), topic, repetition: 0 }
  return answers.flatMap(({ question, options, chosen }) => {
    const weighed = Object.keys(options).map((text) => ({ text, probability: Number(text === chosen) }))
    const standing = distributionOf(weighed, options)
    if (!standing) return []
    const asked = { original: original ?? question, wording: question, yesMeans: yesMeans(options) }
    return { ...shared, ...asked, taskForm: 'choice', ...standing }
  })
}
