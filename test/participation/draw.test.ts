import assert from 'node:assert/strict'
import { drawAskings, drawnPlace } from '../../server/participation/draw.ts'
import { readJson } from '../../server/platform/db/json.ts'
import { listUnitWordings } from '../../server/studies/unit.ts'
import { agree, browse } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'

onBothEngines('everything drawn for a person can be drawn again from the seed that is stored', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 10 })
  const site = await browse(t, db)
  for (let n = 0; n < 8; n += 1) await agree(site.client(), study)

  const people = await db
    .selectFrom('participants')
    .innerJoin('studyUnits', 'studyUnits.id', 'participants.unitId')
    .select(['participants.id', 'unitId', 'drawSeed', 'drawnAmong', 'studyUnits.position'])
    .execute()
  const orders = new Set<string>()
  for (const { id, unitId, drawSeed, drawnAmong, position } of people) {
    const among = readJson<number[]>(drawnAmong)
    const place = among.length > 1 ? drawnPlace(drawSeed ?? '', among.length) : 0
    assert.equal(among[place], position)

    const wordings = await listUnitWordings(db, unitId)
    const stored = await db
      .selectFrom('askings')
      .where('participantId', '=', id)
      .orderBy('position')
      .selectAll()
      .execute()
    const again = drawAskings(drawSeed ?? '', wordings, study)
    assert.deepEqual(
      stored.map((row) => [row.wordingId, row.position, readJson(row.optionOrder)]),
      again.map((one) => [one.wordingId, one.position, one.choices]),
    )
    orders.add(again.map((one) => `${wordings.findIndex((wording) => wording.id === one.wordingId)}`).join())
  }
  assert.equal(people.length, 8)
  assert.equal(orders.size, 2) // both orders of two questions
})

onBothEngines('units with equally few people are drawn, not taken in turn', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 20 })
  const site = await browse(t, db)
  for (let n = 0; n < 24; n += 1) await agree(site.client(), study)
  const rows = await db
    .selectFrom('participants')
    .innerJoin('studyUnits', 'studyUnits.id', 'participants.unitId')
    .select(['drawnAmong', 'studyUnits.position'])
    .execute()
  const drawn = rows.filter(({ drawnAmong }) => readJson<number[]>(drawnAmong).length === 2)
  assert.equal(drawn.length, 12)
  assert.equal(new Set(drawn.map(({ position }) => position)).size, 2)
})
