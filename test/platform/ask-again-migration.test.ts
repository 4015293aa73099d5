import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { findJourney } from '../../server/participation/journey.ts'
import { type Db, openDatabase } from '../../server/platform/db/connection.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { sha256 } from '../../server/platform/tokens.ts'
import { keepConsentTexts } from '../../server/studies/keep-consent-texts.ts'
import { freshDatabase } from '../support/database.ts'
import { type Engine, engines } from '../support/engines.ts'
import { givenQuestions, noon } from '../support/given.ts'
import { findViolations } from '../walks/invariants.ts'

const folder = join(import.meta.dirname, '../../migrations')
const before = '20261125170000_create_server_state'
const at = noon.toISOString()
const [unit, person] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

/** A database without a table, beside or in place of a migrated one. */
async function openEmpty(engine: Engine, url: string): Promise<Db> {
  const db = await openDatabase(engine === 'sqlite' ? `${url}-empty` : url)
  if (engine === 'postgres')
    for (const deed of ['drop schema public cascade', 'create schema public']) await sql.raw(deed).execute(db)
  return db
}

/** The database as it was made before a question could be put again. */
async function migrateToBefore(db: Db): Promise<void> {
  const names = (await readdir(folder)).flatMap((file) => /^(\d{14}_\w+)\.ts$/.exec(file)?.[1] ?? [])
  const loaded = names.map(async (name): Promise<[string, Migration]> => [name, await import(`${folder}/${name}.ts`)])
  const getMigrations = async () => Object.fromEntries(await Promise.all(loaded))
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateTo(before)
  if (error) throw error
}

/** Somebody who answered two questions in that database, and changed their mind on the second. */
async function givenAnswers(db: Db): Promise<void> {
  await keepConsentTexts(db, noon)
  await givenQuestions(db)
  const [text] = await db.selectFrom('consentTexts').where('language', '=', 'en').selectAll().execute()
  const wordings = await db.selectFrom('wordings').orderBy('id').limit(2).selectAll().execute()
  const topic = await db.selectFrom('topics').select('id').executeTakeFirstOrThrow()
  await sql`insert into studies (id, name, questionnaire, country, unit_kind, people_per_unit, is_abstain_offered,
    is_decline_offered, text_kind, starts_per_minute, lease_minutes, is_demonstration, start_count, created_at)
    values ('old', 'Old', 'pilot', 'atlantis', 'topic', 1, ${false}, ${true}, 'display', 9, 9, ${false}, 1, ${at})`.execute(
    db,
  )
  await sql`insert into study_units (id, study_id, language, topic_id, position)
    values (${unit}, 'old', 'en', ${topic.id}, 0)`.execute(db)
  await sql`insert into unit_places (unit_id, is_simulated, wanted, taken) values (${unit}, ${false}, 1, 1)`.execute(db)
  await sql`insert into participants (id, study_id, unit_id, language, token_hash, start_key, is_simulated, place_state,
    started_at, seen_at) values (${person}, 'old', ${unit}, 'en', ${sha256('token')}, 'key', ${false}, 'held', ${at}, ${at})`.execute(
    db,
  )
  await sql`insert into consents (participant_id, version, language, text_hash, agreed_at)
    values (${person}, ${text?.version}, 'en', ${text?.textHash}, ${at})`.execute(db)
  for (const [n, { id, originalId }] of wordings.entries()) {
    const option = await db
      .selectFrom('options')
      .where('originalId', '=', originalId)
      .selectAll()
      .executeTakeFirstOrThrow()
    await sql`insert into unit_wordings (unit_id, wording_id, position) values (${unit}, ${id}, ${n + 1})`.execute(db)
    await sql`insert into askings (participant_id, wording_id, position, option_order)
      values (${person}, ${id}, ${2 - n}, ${JSON.stringify([option.id])})`.execute(db)
    for (const revision of [1, 2].slice(0, 2 - n))
      await sql`insert into answers (participant_id, wording_id, revision, kind, option_id, stance, position_chosen,
        text_hash, answered_at)
        values (${person}, ${id}, ${revision}, 'option', ${option.id}, ${option.stance}, 1, 'hash', ${at})`.execute(db)
  }
}

for (const engine of engines)
  test(`answers given before a question could be put again are kept as they were [${engine}]`, async (t) => {
    const { url, remove } = await freshDatabase(engine)
    const db = await openEmpty(engine, url)
    t.after(async () => {
      await db.destroy()
      await remove()
    })
    await migrateToBefore(db)
    await givenAnswers(db)
    await migrate(db)

    const rows = await db.selectFrom('answers').orderBy('position').orderBy('revision').selectAll().execute()
    assert.deepEqual(
      rows.map(({ position, revision }) => `${position}.${revision}`),
      ['1.1', '2.1', '2.2'],
    )
    const journey = await findJourney(db, 'token')
    assert.deepEqual(
      journey?.askings.map(({ position, repetition, answer, choices }) => [
        position,
        repetition,
        answer?.revision,
        answer?.choice === choices[0],
      ]),
      [
        [1, 0, 1, true],
        [2, 0, 2, true],
      ],
    )
    assert.deepEqual(await findViolations(db), [])
    await db.updateTable('consents').set({ textHash: 'older' }).execute()
    const answer = { ...rows[0], revision: 9 } as (typeof rows)[number]
    await assert.rejects(db.insertInto('answers').values(answer).execute(), /needs consent/)
  })
