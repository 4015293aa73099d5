import assert from 'node:assert/strict'
import { join } from 'node:path'
import { measureFiles } from '../../server/commands/measure-files.ts'
import { computeBaseline } from '../../server/consistency/baseline.ts'
import type { ConsistencyReport } from '../../server/consistency/report.ts'
import { studySource } from '../../server/consistency/study-source.ts'
import type { Db } from '../../server/platform/db/connection.ts'
import { languages } from '../../server/platform/languages.ts'
import { importStarter } from '../../server/questionnaires/starter.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { type StudyWishes, studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'
import { type Exported, exported, takers } from './given-study-run.ts'

const seed = 7

async function starterStudy(db: Db, wishes: StudyWishes): Promise<Study> {
  await importStarter(db)
  const design = studyDesign.parse({ peoplePerUnit: 4, ...wishes })
  return findStudy(db, await createStudy(db, { design, createdAt: noon }))
}

/** What counts, by whichever way it was computed. */
async function figures(db: Db, study: Study, { folder }: Exported) {
  const only = ({ respondents, answers, measures }: ConsistencyReport) => ({ respondents, answers, measures })
  return {
    baseline: only(await computeBaseline(await studySource(db, study), { seed })),
    run: only(await measureFiles([join(folder, 'run.json')], { seed })),
    answers: only(await measureFiles([join(folder, 'answers.csv')], { seed })),
  }
}

function assertSame({ baseline, run, answers }: Awaited<ReturnType<typeof figures>>): void {
  assert.deepEqual(run, baseline)
  assert.deepEqual(answers, baseline)
}

onBothEngines('computeBaseline and measureFiles agree on a topic study in one language', async (t, db) => {
  const study = await starterStudy(db, { languages: ['en'], controversy: 'controversial' })
  const takesPart = await takers(t, db, study)
  for (let n = 0; n < 14; n += 1) await takesPart({ picks: (position) => (n * 7 + position * n) % 2 })
  await takesPart({ picks: () => 0, stopsAfter: 2 })
  const files = await exported(t, db, study)
  const all = await figures(db, study, files)
  const { folder } = files

  assertSame(all)
  assert.equal(all.baseline.respondents, 14)
  await assert.rejects(measureFiles([folder, join(folder, 'run.json')]), { rule: 'file-twice' })
  assert.deepEqual(Object.keys(all.baseline.measures), ['topic'])
})

onBothEngines('computeBaseline and measureFiles agree on a paraphrase study with abstentions', async (t, db) => {
  const study = await starterStudy(db, { languages: ['en'], unitKind: 'paraphrase', isAbstainOffered: true })
  const takesPart = await takers(t, db, study)
  for (let n = 0; n < 14; n += 1)
    await takesPart({ picks: (position) => ((n + position) % 5 === 4 ? 'declined' : (n * position) % 3) })
  const all = await figures(db, study, await exported(t, db, study))

  assertSame(all)
  assert.deepEqual(Object.keys(all.baseline.measures), ['paraphrase'])
  assert.ok((all.baseline.measures.paraphrase?.inconsistency ?? 0) > 0)
})

onBothEngines('computeBaseline and measureFiles agree where questions are put again', async (t, db) => {
  const study = await starterStudy(db, { languages: ['en'], unitKind: 'paraphrase', retests: 2 })
  const takesPart = await takers(t, db, study)
  for (let n = 0; n < 14; n += 1)
    await takesPart({ picks: (position) => (n < 4 && position === n + 1 ? 'declined' : (n * position) % 2) })
  const files = await exported(t, db, study)
  const all = await figures(db, study, files)

  assertSame(all)
  const again = files.answers.filter(({ repetition }) => repetition === '1')
  assert.equal(again.length, 28)
  const { paraphrase } = all.baseline.measures
  const retest = paraphrase?.noiseFloor?.retest
  assert.ok(retest && 'keeps' in retest, JSON.stringify(retest))
  assert.equal(paraphrase?.noiseFloor.band.from, 'retest')
})

onBothEngines('computeBaseline and measureFiles agree on a study in four languages', async (t, db) => {
  const study = await starterStudy(db, { controversy: 'uncontroversial' })
  const takesPart = await takers(t, db, study)
  for (const [n, language] of [...languages, ...languages, ...languages, ...languages].entries())
    await takesPart({ language, picks: (position) => (n * n + position) % 2 })
  const all = await figures(db, study, await exported(t, db, study))

  assertSame(all)
  assert.equal(new Set(all.baseline.measures.topic?.byTopic.map(({ language }) => language)).size, 4)
})

onBothEngines(
  'computeBaseline and measureFiles agree where texts are cleaned for display and names have marks',
  async (t, db) => {
    for (const textKind of ['display', 'source'] as const) {
      const study = await givenStudy(db, { textKind, languages: ['en', 'zh-Hans'], peoplePerUnit: 4 })
      const takesPart = await takers(t, db, study)
      for (const language of ['en', 'zh-Hans'] as const)
        for (let n = 0; n < 4; n += 1) await takesPart({ language, picks: (position) => (n + position) % 2 })
      assertSame(await figures(db, study, await exported(t, db, study)))
    }
  },
)

onBothEngines('computeBaseline and measureFiles leave simulated people out beside real ones', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 20 })
  const takesPart = await takers(t, db, study)
  const real = [await takesPart({ picks: () => 0 }), await takesPart({ picks: () => 1 })]
  for (let n = 0; n < 6; n += 1) await takesPart({ picks: (position) => (n + position) % 2, isSimulated: true })
  const files = await exported(t, db, study)
  const baseline = await computeBaseline(await studySource(db, study), { seed })

  assertSame(await figures(db, study, files))
  assert.deepEqual(
    [baseline.respondents, baseline.collection.people, baseline.collection.isSimulated],
    [2, 2, undefined],
  )
  assert.deepEqual(new Set(files.run.rows.map(({ sample }) => sample)), new Set(real))
  assert.equal(files.participants.filter(({ is_simulated }) => is_simulated === 'true').length, 6)
})

onBothEngines('computeBaseline says so when everybody is simulated, and measureFiles does too', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 20 })
  const takesPart = await takers(t, db, study)
  for (let n = 0; n < 6; n += 1) await takesPart({ picks: (position) => (n * position) % 2, isSimulated: true })
  await takesPart({ picks: () => 0, stopsAfter: 1 })
  const files = await exported(t, db, study)
  const baseline = await computeBaseline(await studySource(db, study), { seed })

  assertSame(await figures(db, study, files))
  assert.equal(baseline.collection.isSimulated, true)
  assert.equal(baseline.collection.people, 6)
  assert.equal((await measureFiles([join(files.folder, 'answers.csv')])).collection?.isSimulated, true)
})

onBothEngines('computeBaseline tells how the answers came together', async (t, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 5 })
  const takesPart = await takers(t, db, study)
  for (const minutes of [2, 4, 9]) await takesPart({ picks: () => 0, minutes })
  await takesPart({ picks: () => 'declined', minutes: 5 })
  await takesPart({ picks: () => 0, stopsAfter: 1 })
  const late = await takesPart({ picks: () => 0, minutes: 100 })
  await db.updateTable('participants').set({ placeState: 'over-quota' }).where('id', '=', late).execute()

  const { collection } = await computeBaseline(await studySource(db, study), { seed })
  assert.deepEqual(collection, {
    submissions: 5,
    people: 4,
    unfinished: 1,
    overQuota: 1,
    declinedAnswers: 2,
    medianMinutes: 4.5,
    meanMinutes: 5,
  })
})
