import assert from 'node:assert/strict'
import { startParticipation } from '../../server/participation/start.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { randomToken } from '../../server/platform/tokens.ts'
import { closeStudy, findStudy, type Study } from '../../server/studies/study.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'

function start(
  db: Db,
  study: Study,
  changes: { isSimulated?: boolean; startKey?: string; language?: 'en' | 'de' } = {},
) {
  const startKey = changes.startKey ?? randomToken()
  const person = {
    study,
    language: 'en',
    startKey,
    token: `of ${startKey}`,
    isSimulated: false,
    isSharing: true,
    startedAt: noon,
  } as const
  return startParticipation(db, { ...person, ...changes })
}

async function taken(db: Db, isSimulated = false): Promise<number[]> {
  const rows = await db.selectFrom('unitPlaces').where('isSimulated', '=', isSimulated).select('taken').execute()
  return rows.map((row) => row.taken).sort()
}

async function people(db: Db): Promise<number> {
  return (await db.selectFrom('participants').select('id').execute()).length
}

onBothEngines('startParticipation admits exactly as many as are wanted, out of 60 at once', async (_, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 9 })
  const starts = await Promise.allSettled(Array.from({ length: 60 }, () => start(db, study)))
  const refusals = starts.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))

  assert.deepEqual(refusals, Array(60 - 18).fill('study-full'))
  assert.deepEqual(await taken(db), [9, 9])
  assert.equal(await people(db), 18)
  assert.equal((await db.selectFrom('consents').select('participantId').execute()).length, 18)
})

onBothEngines('startParticipation spreads people who begin at once evenly over units', async (_, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 100 })
  await Promise.all(Array.from({ length: 61 }, () => start(db, study)))

  assert.deepEqual(await taken(db), [30, 31])
})

onBothEngines(
  'startParticipation never lets one unit run ahead while people begin one after another',
  async (_, db) => {
    const study = await givenStudy(db, { peoplePerUnit: 4 })
    for (let n = 1; n <= 8; n += 1) {
      await start(db, study)
      assert.deepEqual(await taken(db), [Math.floor(n / 2), Math.ceil(n / 2)])
    }
  },
)

onBothEngines('startParticipation keeps languages apart: one may be full while another is not', async (_, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 1, languages: ['en', 'de'] })
  await start(db, study)
  await start(db, study)

  await assert.rejects(start(db, study), { code: 'study-full' })
  await start(db, study, { language: 'de' })
  assert.deepEqual(await taken(db), [0, 1, 1, 1])
})

onBothEngines('startParticipation lets simulated people take no place of a real person', async (_, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 1 })
  await start(db, study, { isSimulated: true })
  await start(db, study, { isSimulated: true })

  await assert.rejects(start(db, study, { isSimulated: true }), { code: 'study-full' })
  assert.deepEqual(
    [await taken(db), await taken(db, true)],
    [
      [0, 0],
      [1, 1],
    ],
  )
  await start(db, study)
  await start(db, study)
  assert.deepEqual(await taken(db), [1, 1])
})

onBothEngines('startParticipation takes one start that comes 20 times at once for one', async (_, db) => {
  const study = await givenStudy(db)
  await Promise.all(Array.from({ length: 20 }, () => start(db, study, { startKey: 'the same' })))

  assert.equal(await people(db), 1)
  assert.deepEqual(await taken(db), [0, 1])
})

onBothEngines('closeStudy lets nobody begin any more, and closing again changes nothing', async (_, db) => {
  const study = await givenStudy(db)
  await start(db, study)
  await closeStudy(db, study.id, noon)
  await closeStudy(db, study.id, new Date(0))
  const closed = await findStudy(db, study.id)

  assert.equal(closed.isClosed, true)
  await assert.rejects(start(db, closed), { code: 'study-closed' })
  assert.equal(await people(db), 1)
  const row = await db.selectFrom('studies').select('closedAt').executeTakeFirst()
  assert.equal(row?.closedAt, noon.toISOString())
})

onBothEngines('closeStudy refuses a study that is not there', async (_, db) => {
  await assert.rejects(closeStudy(db, 'nowhere', noon), { name: 'Refusal', code: 'study-unknown' })
})

onBothEngines('startParticipation stores the version and hash of the consent text that was read', async (_, db) => {
  const study = await givenStudy(db, { languages: ['en', 'de'] })
  await start(db, study, { language: 'de' })
  const [consent] = await db.selectFrom('consents').selectAll().execute()

  assert.equal(consent?.language, 'de')
  assert.equal(consent?.agreedAt, noon.toISOString())
  assert.match(consent?.textHash ?? '', /^[0-9a-f]{64}$/)
})
