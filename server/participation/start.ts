import { randomInt, randomUUID } from 'node:crypto'
import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag, writeJson } from '../platform/db/json.ts'
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { consentTextIn } from '../studies/consent.ts'
import { countStart, returnPlace, takePlace } from '../studies/places.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { drawChoices } from './choice.ts'
import { hasStarted, insertParticipant, releaseLapsed } from './queries.ts'

export interface Start {
  readonly study: Study
  readonly language: Language
  /** Drawn with the consent page; the same key again finds the participation it began. */
  readonly startKey: string
  /** What the person will hold; only its hash is stored. */
  readonly token: string
  readonly isSimulated: boolean
  readonly startedAt: Date
}

/** Begins a participation with its consent, in a unit that has fewest people. The same start twice is one.
 *  @throws {Refusal} study-closed, study-full */
export async function startParticipation(db: Db, start: Start): Promise<void> {
  const { study } = start
  await db.transaction().execute(async (trx) => {
    const { count, isClosed } = await countStart(trx, study.id)
    if (await hasStarted(trx, start.startKey)) return
    if (isClosed) throw new Refusal('study-closed')
    await returnLapsedPlaces(trx, start)
    const { id: studyId } = study
    const place = { studyId, language: start.language, isSimulated: start.isSimulated, offset: spread(count) }
    const unitId = await takePlace(trx, place)
    if (!unitId) throw new Refusal('study-full')
    await begin(trx, start, unitId)
  })
}

/** Where to begin among equally full units: the same for the same running number, and far from its neighbours. */
function spread(count: number): number {
  return (count * 613) % 1009
}

async function returnLapsedPlaces(trx: Trx, { study, startedAt }: Start): Promise<void> {
  const leaseBegan = new Date(startedAt.getTime() - study.leaseMinutes * 60_000)
  const lapsed = await releaseLapsed(trx, { studyId: study.id, leaseBegan: leaseBegan.toISOString() })
  for (const { unitId, isSimulated } of lapsed) await returnPlace(trx, { unitId, isSimulated: readFlag(isSimulated) })
}

async function begin(trx: Trx, start: Start, unitId: string): Promise<void> {
  const { study, language, startedAt } = start
  const wordings = await listUnitWordings(trx, unitId)
  const { version, textHash } = consentTextIn(language)
  const participantId = randomUUID()
  await insertParticipant(trx, {
    participant: {
      id: participantId,
      studyId: study.id,
      unitId,
      language,
      tokenHash: sha256(start.token),
      startKey: start.startKey,
      isSimulated: start.isSimulated,
      placeState: 'held',
      startedAt: startedAt.toISOString(),
      seenAt: startedAt.toISOString(),
      finishedAt: null,
      completionCode: null,
      feedback: null,
    },
    consent: { participantId, version, language, textHash, agreedAt: startedAt.toISOString() },
    askings: wordings.map((wording, n) => ({
      participantId,
      wordingId: wording.id,
      position: n + 1,
      optionOrder: writeJson(drawChoices(wording, study, randomInt)),
    })),
  })
}
