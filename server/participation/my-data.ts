import type { Db } from '../platform/db/connection.ts'
import { readFlag, readJson } from '../platform/db/json.ts'
import { unseal } from '../platform/sealed.ts'
import { sha256 } from '../platform/tokens.ts'
import { listUnitWordings, type UnitWording } from '../studies/unit.ts'
import { abstain, type Choice, choiceOf, declined } from './choice.ts'
import { type OwnAnswer, type OwnAsking, type OwnRows, selectOwn } from './own-queries.ts'

/** Everything that is stored about one person, with the words that ids stand for. */
export interface MyData {
  readonly format: 'stanceline-my-data'
  readonly version: 1
  readonly study: { readonly id: string; readonly name: string }
  readonly participation: Omit<OwnRows['participant'], 'isSimulated' | 'drawnAmong'> & {
    readonly isSimulated: boolean
    readonly drawnAmong: readonly number[] | null
  }
  readonly consent: MyConsent
  readonly earlierConsents: readonly MyConsent[]
  /** What the site that sent them calls them, as long as it is kept. */
  readonly recruiter: { readonly name: string | null; readonly sealed: string; readonly deleteAfter: string } | null
  readonly questions: readonly MyQuestion[]
}

export interface MyConsent {
  readonly version: string
  readonly language: string
  readonly textHash: string
  readonly agreements: readonly string[]
  readonly agreedAt: string
  /** What was read, as it stood then. */
  readonly text: unknown
}

export interface MyQuestion extends Omit<OwnAsking, 'optionOrder'> {
  /** Null before it is answered, as what comes next is not read beforehand. */
  readonly question: string | null
  readonly choices: readonly { readonly id: Choice; readonly text: string | null }[]
  /** Every one that was saved, the latest last. */
  readonly answers: readonly (Omit<OwnAnswer, 'position'> & { readonly choice: Choice; readonly text: string })[]
}

/** What the holder of a token can see and take along; undefined if it is nobody's. */
export async function findMyData(
  db: Db,
  { secret, token, studyId }: { secret: string; token: string; studyId: string },
) {
  const rows = await selectOwn(db, sha256(token))
  if (rows?.participant.studyId !== studyId) return undefined
  const wordings = await listUnitWordings(db, rows.participant.unitId)
  const { name } = rows
  const recruiter = name && { ...name, name: unseal(secret, name.sealed, rows.participant.tokenHash) ?? null }
  return { ...myData(rows, wordings), recruiter: recruiter ?? null }
}

function myData(
  { study, participant, askings, ...rows }: OwnRows,
  wordings: readonly UnitWording[],
): Omit<MyData, 'recruiter'> {
  const consents = rows.consents.map(({ agreements, text, ...one }) => ({
    ...one,
    agreements: readJson<string[]>(agreements),
    text: text === null ? null : readJson(text),
  }))
  const [consent, ...earlierConsents] = consents
  if (!consent) throw new Error('a participant without consent')
  const { isSimulated, drawnAmong, ...participation } = participant
  return {
    format: 'stanceline-my-data',
    version: 1,
    study,
    participation: {
      ...participation,
      isSimulated: readFlag(isSimulated),
      drawnAmong: drawnAmong === null ? null : readJson<number[]>(drawnAmong),
    },
    consent,
    earlierConsents,
    questions: askings.map((asking) => myQuestion(asking, rows.answers, wordings)),
  }
}

function myQuestion(
  { optionOrder, ...asking }: OwnAsking,
  answers: readonly OwnAnswer[],
  wordings: readonly UnitWording[],
): MyQuestion {
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  const own = answers.filter(({ position }) => position === asking.position)
  const read = own.length > 0 ? wording : undefined
  const textOf = (choice: Choice) => read?.options.find(({ id }) => id === choice)?.text ?? null
  return {
    ...asking,
    question: read?.text ?? null,
    choices: readJson<Choice[]>(optionOrder).map((id) => ({ id, text: textOf(id) })),
    answers: own.map(({ position: _, ...answer }) => {
      const choice = choiceOf(answer)
      return { ...answer, choice, text: textOf(choice) ?? choice }
    }),
  }
}

/** How a choice is told on a page: by its own text, or by the words for having none. */
export function wordsKeyOf(choice: Choice): string | undefined {
  return { [abstain]: 'participation:question.abstain', [declined]: 'participation:question.decline' }[choice]
}
