import type { Db } from '../platform/db/connection.ts'
import { readFlag, readJson } from '../platform/db/json.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Stance } from '../stances/record.ts'
import { abstain, type Choice, declined } from './choice.ts'
import { selectAnswersOf, selectPeople } from './queries.ts'

const atATime = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** `over-quota`: finished, but their place had gone to somebody else meanwhile. `withdrawn`: took everything back. */
export const personStatuses = ['finished', 'unfinished', 'over-quota', 'withdrawn'] as const
export type PersonStatus = (typeof personStatuses)[number]

/** Whoever agreed to take part, with every answer as it stands. */
export interface Person {
  readonly id: string
  readonly unitId: string
  readonly language: Language
  readonly status: PersonStatus
  readonly isSimulated: boolean
  readonly consent: {
    readonly version: string
    readonly textHash: string
    readonly agreedAt: string
    /** Whether they agreed to their answers being published as open data. */
    readonly isSharing: boolean
  }
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly feedback: string | null
  /** How many questions they were asked. */
  readonly asked: number
  readonly answers: readonly GivenAnswer[]
}

export interface GivenAnswer {
  readonly wordingId: string
  /** How often the wording was put to them before. */
  readonly repetition: number
  readonly position: number
  readonly choices: readonly Choice[]
  readonly choice: Choice
  readonly isDeclined: boolean
  readonly stance: Stance | null
  readonly positionChosen: number
  readonly textHash: string
  readonly changes: number
  readonly answeredAt: string
}

/** All people of a study, by id, read in turns so that any number of them can be gone through. */
export async function* listPeople(db: Db, studyId: string): AsyncGenerator<Person> {
  let afterId = beforeAll
  for (;;) {
    const rows = await selectPeople(db, { studyId, afterId, most: atATime })
    if (rows.length === 0) return
    const answers = Map.groupBy(
      await selectAnswersOf(
        db,
        rows.map(({ id }) => id),
      ),
      (row) => row.participantId,
    )
    for (const row of rows) yield personOf(row, answers.get(row.id) ?? [])
    afterId = rows.at(-1)?.id ?? afterId
  }
}

type PersonRow = Awaited<ReturnType<typeof selectPeople>>[number]
type AnswerRow = Awaited<ReturnType<typeof selectAnswersOf>>[number]

function personOf(row: PersonRow, rows: readonly AnswerRow[]): Person {
  const { id, unitId, language, startedAt, finishedAt, feedback, version, textHash, agreedAt } = row
  const asked = new Map(rows.map((one) => [one.position, one])) // the last revision of each question stays
  return {
    id,
    unitId,
    language: isLanguage(language) ? language : 'en',
    startedAt,
    finishedAt,
    feedback,
    status: statusOf(row),
    isSimulated: readFlag(row.isSimulated),
    consent: { version, textHash, agreedAt, isSharing: isSharing(readJson<string[]>(row.agreements)) },
    asked: asked.size,
    answers: [...asked.values()].flatMap((one) => answerOf(one) ?? []),
  }
}

/** The first text had publication in the one box that had to be ticked. */
function isSharing(agreements: readonly string[]): boolean {
  return agreements.includes('sharing') || agreements.includes('opinions')
}

function statusOf({ finishedAt, withdrawnAt, placeState }: PersonRow): PersonStatus {
  if (withdrawnAt !== null) return 'withdrawn'
  if (finishedAt === null) return 'unfinished'
  return placeState === 'over-quota' ? 'over-quota' : 'finished'
}

function answerOf(row: AnswerRow): GivenAnswer | undefined {
  const { wordingId, repetition, position, revision, kind } = row
  const { optionId, stance, positionChosen, textHash, answeredAt } = row
  if (revision === null || kind === null || positionChosen === null || textHash === null || answeredAt === null) return
  return {
    wordingId,
    repetition,
    position,
    choices: readJson<Choice[]>(row.optionOrder),
    choice: { option: optionId ?? '', abstain, declined }[kind],
    isDeclined: kind === 'declined',
    stance,
    positionChosen,
    textHash,
    changes: revision - 1,
    answeredAt,
  }
}
