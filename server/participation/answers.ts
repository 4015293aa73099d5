import type { Db, Trx } from '../platform/db/connection.ts'
import { Refusal } from '../platform/refusal.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { type Choice, storedAs } from './choice.ts'
import { holdPlace } from './hold-place.ts'
import { type Asking, type Journey, nextPosition } from './journey.ts'
import { insertAnswer } from './queries.ts'

export interface Answer {
  /** What the person holds. */
  readonly token: string
  readonly studyId: string
  readonly position: number
  readonly choice: Choice
  /** The revision the page showed, 0 for none: tells a page that is no longer current. */
  readonly seenRevision: number
  readonly answeredAt: Date
}

/** What became of an answer. `kept`: it is stored, or was already. `changed-elsewhere`: another answer was stored
 *  since the page was made, and stays. `out-of-turn`: something else comes first, an earlier question or consent to a
 *  text that has changed. `unknown`: not a choice here. */
export type Outcome = 'kept' | 'changed-elsewhere' | 'out-of-turn' | 'unknown'

export interface Recorded {
  readonly outcome: Outcome
  readonly journey: Journey
}

/** Keeps what a person chose for one question. Changing one's mind keeps the older choice as a revision; the same
 *  choice again changes nothing; a choice made on a page that is no longer current changes nothing either.
 *  @throws {Refusal} participation-unknown; withdrawn; participation-ended, if the person has
 *  finished and this is another choice */
export function recordAnswer(db: Db, answer: Answer): Promise<Recorded> {
  return db.transaction().execute(async (trx) => {
    const journey = await holdPlace(trx, { ...answer, seenAt: answer.answeredAt })
    const asking = journey.askings.find(({ position }) => position === answer.position)
    if (!asking) return { outcome: 'out-of-turn', journey }
    if (asking.answer?.choice === answer.choice) return { outcome: 'kept', journey }
    if (journey.participant.isFinished) throw new Refusal('participation-ended')
    const outcome = judged(answer, asking, journey)
    if (outcome === 'kept') await insertRevision(trx, { answer, asking, journey })
    return { outcome, journey }
  })
}

function judged({ choice, seenRevision }: Answer, asking: Asking, { participant, askings }: Journey): Outcome {
  const next = nextPosition(askings) ?? asking.position
  if (!participant.isConsentCurrent || asking.position > next) return 'out-of-turn'
  if (!asking.choices.includes(choice)) return 'unknown'
  return (asking.answer?.revision ?? 0) === seenRevision ? 'kept' : 'changed-elsewhere'
}

async function insertRevision(
  trx: Trx,
  { answer, asking, journey }: { answer: Answer; asking: Asking; journey: Journey },
): Promise<void> {
  const { choice, answeredAt } = answer
  const { id: participantId, unitId } = journey.participant
  const wordings = await listUnitWordings(trx, unitId)
  const wording = wordings.find(({ id }) => id === asking.wordingId)
  if (!wording) throw new Error('asked about a wording that is not in the unit')
  await insertAnswer(trx, {
    participantId,
    position: asking.position,
    revision: (asking.answer?.revision ?? 0) + 1,
    ...storedAs(choice, wording),
    positionChosen: asking.choices.indexOf(choice) + 1,
    textHash: wording.textHash,
    answeredAt: answeredAt.toISOString(),
  })
}
