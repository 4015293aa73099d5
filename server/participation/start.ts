import { randomUUID } from 'node:crypto'
import type { Db, Trx } from '../platform/db/connection.ts'
import { readFlag, writeJson } from '../platform/db/json.ts'
import { faultWithin } from '../platform/db/savepoint.ts'
import { inLots } from '../platform/in-lots.ts'
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { lockStarts, returnPlace, type TakenPlace, takePlace } from '../studies/places.ts'
import type { Study } from '../studies/study.ts'
import { listUnitWordings } from '../studies/unit.ts'
import { agreedTo } from './consent-record.ts'
import { type DrawSeed, drawAskings, drawnPlace, newDrawSeed } from './draw.ts'
import { hasStarted, insertParticipant, releaseLapsed } from './queries.ts'
import { keepName } from './recruiter-names.ts'

export interface Start {
  readonly study: Study
  readonly language: Language
  /** Drawn with the consent page; the same key again finds the participation it began. */
  readonly startKey: string
  /** What the person will hold; only its hash is stored. */
  readonly token: string
  readonly isSimulated: boolean
  /** Whether they agreed to their answers being published as open data. */
  readonly isSharing: boolean
  /** What their recruiter calls them, encrypted, if that is kept. */
  readonly name?: string | undefined
  readonly startedAt: Date
}

/** Begins a participation with its consent, in a unit that has fewest people. The same start twice is one. Starts of one
 *  study come one after another, so those that wait are carried out together, each as if it were alone.
 *  @throws {Refusal} study-closed, study-full */
export function startParticipation(db: Db, start: Start): Promise<void> {
  const inCompany = starters.get(db) ?? inLots(together, (lot) => startAll(db, lot))
  starters.set(db, inCompany)
  return inCompany(start)
}

const starters = new WeakMap<Db, (start: Start) => Promise<void>>()
const together = { keyOf: ({ study }: Start) => study.id, most: 50 }

/** @returns why each of them failed, if it did */
function startAll(db: Db, lot: readonly Start[]): Promise<unknown[]> {
  const [first] = lot
  if (!first) return Promise.resolve([])
  return db.transaction().execute(async (trx) => {
    const { isClosed } = await lockStarts(trx, first.study.id)
    await returnLapsedPlaces(trx, first)
    const faults: unknown[] = []
    for (const start of lot) faults.push(await faultWithin(trx, () => startOne(trx, start, isClosed)))
    return faults
  })
}

async function startOne(trx: Trx, start: Start, isClosed: boolean): Promise<void> {
  if (await hasStarted(trx, start.startKey)) return
  if (isClosed) throw new Refusal('study-closed')
  const { language, isSimulated, study } = start
  const seed = newDrawSeed()
  const choose = (among: number) => drawnPlace(seed, among)
  const place = await takePlace(trx, { studyId: study.id, language, isSimulated, choose })
  if (!place) throw new Refusal('study-full')
  await begin(trx, start, { ...place, seed })
}

async function returnLapsedPlaces(trx: Trx, { study, startedAt }: Start): Promise<void> {
  const leaseBegan = new Date(startedAt.getTime() - study.leaseMinutes * 60_000)
  const lapsed = await releaseLapsed(trx, { studyId: study.id, leaseBegan: leaseBegan.toISOString() })
  for (const { unitId, isSimulated } of lapsed) await returnPlace(trx, { unitId, isSimulated: readFlag(isSimulated) })
}

async function begin(trx: Trx, start: Start, { unitId, among, seed }: TakenPlace & { seed: DrawSeed }): Promise<void> {
  const { study, language, startedAt, isSharing } = start
  const wordings = await listUnitWordings(trx, unitId)
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
      drawSeed: seed,
      drawnAmong: writeJson(among),
      placeState: 'held',
      startedAt: startedAt.toISOString(),
      seenAt: startedAt.toISOString(),
      finishedAt: null,
      completionCode: null,
      feedback: null,
      withdrawnAt: null,
    },
    consent: { participantId, ...agreedTo({ language, isSharing, agreedAt: startedAt }) },
    askings: drawAskings(seed, wordings, study).map(({ choices, ...asking }) => ({
      participantId,
      ...asking,
      optionOrder: writeJson(choices),
    })),
  })
  if (start.name !== undefined)
    await keepName(trx, { participantId, name: start.name, startedAt, days: study.nameDays })
}
