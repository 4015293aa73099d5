import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { decodeQuestions } from '../../server/crowd-batches/asked-questions.ts'
import { publishedHuman, publishedHumanTotals, publishedQuestions, questionHash } from '../../server/published/human.ts'
import { type PublishedTask, publishedTasks } from '../../server/published/schema.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { distancesToCentroid } from '../../server/statistics/distances-to-centroid.ts'
import { entropy } from '../../server/statistics/entropy.ts'
import { mean } from '../../server/statistics/mean.ts'
import { near } from '../statistics/near.ts'
import { referencePath } from '../statistics/reference.ts'

function peopleOf(task: PublishedTask): StanceRecord[][] {
  return [...Map.groupBy(publishedHuman(task), ({ respondent }) => respondent).values()]
}

test('publishedHuman(task) gives a record for each answer, and three people for each topic', () => {
  const counted = publishedTasks.map((task) => {
    const records = publishedHuman(task)
    const distinct = (field: 'respondent' | 'topic' | 'original' | 'wording') =>
      new Set(records.map((record) => record[field])).size
    return [records.length, distinct('respondent'), distinct('topic'), distinct('original'), distinct('wording')]
  })
  assert.deepEqual(counted, [
    [393, 84, 28, 131, 131],
    [405, 81, 27, 27, 135],
  ])
})

test('publishedHuman(task) writes the minority first, under names that say nothing', () => {
  const [first, second, third] = publishedHuman('topic').filter(({ topic }) => topic === 'Abortion')
  const shared = { unit: 'Abortion', topic: 'Abortion', topicEnglish: 'Abortion', language: 'en', country: 'us' }
  assert.deepEqual(first, {
    ...shared,
    respondent: 'published-topic-Abortion-1',
    original: 'Abortion, question 1',
    wording: 'Abortion, question 1',
    isControversial: true,
    taskForm: 'choice',
    distribution: [1, 0],
    repetition: 0,
  })
  assert.deepEqual([second?.original, second?.distribution], ['Abortion, question 2', [0, 1]])
  assert.equal(third?.respondent, 'published-topic-Abortion-1')

  const last = publishedHuman('paraphrase').findLast(({ topic }) => topic === 'Abortion')
  assert.deepEqual(
    [last?.respondent, last?.original, last?.wording],
    ['published-paraphrase-Abortion-3', 'Abortion, question 1', 'Abortion, wording 5'],
  )
})

test('publishedHuman(task) measures as published', () => {
  for (const task of publishedTasks) {
    const groups = peopleOf(task).map((records) => records.map(({ distribution }) => distribution))
    const against = groups.map((group) => group.filter(([opposes]) => opposes === 1).length)
    const entropies = groups.map((group, n) => entropy([against[n] ?? 0, group.length - (against[n] ?? 0)]) ?? NaN)
    const { inconsistency, entropyBits } = publishedHumanTotals(task)

    near(mean(groups.flatMap(distancesToCentroid)), inconsistency?.value ?? NaN)
    near(mean(entropies), entropyBits?.value ?? NaN)
  }
})

test('publishedHumanTotals(task) has the four published ways to measure', () => {
  assert.deepEqual(
    publishedTasks.map((task) => Object.entries(publishedHumanTotals(task)).map(([way, { value }]) => [way, value])),
    [
      [
        ['inconsistency', 0.296119],
        ['entropyBits', 0.667858],
        ['pairwise', 0.351145],
        ['generalised', 0.236161],
      ],
      [
        ['inconsistency', 0.097732],
        ['entropyBits', 0.227133],
        ['pairwise', 0.113063],
        ['generalised', 0.078718],
      ],
    ],
  )
})

test('publishedQuestions(task) has a hash for each question people answered', () => {
  const asked = publishedTasks.map((task) => [...publishedQuestions(task).values()].flat())

  assert.deepEqual(
    publishedTasks.map((task) => publishedQuestions(task).size),
    [28, 27],
  )
  assert.deepEqual(
    asked.map((hashes) => [hashes.length, new Set(hashes).size]),
    [
      [131, 131],
      [135, 135],
    ],
  )
  assert.equal(publishedQuestions('paraphrase').has('Sex Education'), false)
  // one question of each of the 27 topics was asked in both tasks
  assert.equal(new Set(asked[0]).intersection(new Set(asked[1])).size, 27)
  for (const task of publishedTasks) {
    const perPerson = new Map(publishedHuman(task).map(({ topic }) => [topic, 0]))
    for (const { topic } of publishedHuman(task)) perPerson.set(topic, (perPerson.get(topic) ?? 0) + 1 / 3)
    for (const [topic, hashes] of publishedQuestions(task)) near(hashes.length, perPerson.get(topic) ?? NaN, 1e-9)
  }
})

test('questionHash(text) is the start of the SHA-256 of the text in UTF-8', () => {
  // printf 'Should trains run all night?' | sha256sum, and the same of 夜行列車
  assert.equal(questionHash('Should trains run all night?'), '7d1f3177f337154d')
  assert.equal(questionHash('夜行列車'), '1a94efbef0445cc3')
})

function crowdFile(t: TestContext, kind: string): { topic: string; questions: string[] }[] | undefined {
  const name = `../data/valueconsistency/controversial_english_us_mturk_${kind}.csv`
  const path = referencePath(t, name)
  if (path === undefined) return undefined
  const rows = parse<Record<'topic' | 'questions', string>>(readFileSync(path), { columns: true })
  return rows.map(({ topic, questions }) => ({
    topic,
    questions: (decodeQuestions(questions) ?? []).map(({ question }) => question),
  }))
}

for (const [task, kind] of [
  ['topic', 'topic'],
  ['paraphrase', 'rephrase'],
] as const) {
  test(`publishedQuestions('${task}') knows the questions of the crowd task, and no text of them is kept`, (t) => {
    const file = crowdFile(t, kind)
    if (!file) return
    const answered = file.filter(({ topic }) => task === 'topic' || topic !== 'Sex Education')
    const facts = readFileSync(new URL('../../server/published/facts.json', import.meta.url), 'utf8')

    assert.deepEqual(
      new Map(answered.map(({ topic, questions }) => [topic, questions.map(questionHash)])),
      publishedQuestions(task),
    )
    assert.deepEqual(
      file.flatMap(({ questions }) => questions).filter((question) => facts.includes(question)),
      [],
    )
  })
}
