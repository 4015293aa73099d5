import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { type MeasureReport, measureFiles } from '../../server/commands/measure-files.ts'
import type { MeasureOptions } from '../../server/commands/measure-options.ts'
import type { Interval, Undefined } from '../../server/consistency/estimate.ts'
import { near } from '../statistics/near.ts'
import { referenceJson, referencePath } from '../statistics/reference.ts'

// Runs of two invented models, scored with the code published with arXiv 2407.02996: shared/reference/model-runs.

interface Scored {
  inconsistency: number
  ci95_below: number
  ci95_above: number
}
interface Judged {
  items_all_judged: number
  fleiss_kappa: number
}
type Steered = Record<string, { rank: number; mean_shift_by_prompted_value: Record<string, number> }>
interface Row {
  topic: string
  topic_english: string | null
  question: string
  original: string
  original_english: string
  sample: number
  [option: `option ${number}` | `p(option=${number})`]: string | number
}

const models = ['alpha-70b', 'beta-70b']
const languages = { english: 'en', chinese: 'zh-Hans', german: 'de', japanese: 'ja' }
type Language = keyof typeof languages
const judges = ['llama3', 'gpt-4o', 'claude-3-opus']

const choiceRun = (model: string, language: string) =>
  `model-runs/controversial_${language}_us/${model}/classification-2024-06-01.json`
const openRun = (model: string, judge: string) =>
  `model-runs/controversial_english_us/${model}/generation-2024-06-01_annotated_stance_${judge}.json`

function expectedOf<Shape>(t: TestContext, model: string, name: string): Shape | undefined {
  const found = referenceJson<{ models: Record<string, Record<string, Shape>> }>(t, 'model-runs/expected.json')
  return found?.models[model]?.[name]
}

async function measured(t: TestContext, names: readonly string[], options?: MeasureOptions) {
  const paths = names.flatMap((name) => referencePath(t, name) ?? [])
  return paths.length === names.length ? await measureFiles(paths, { asPublished: true, ...options }) : undefined
}

function rowsOf(t: TestContext, name: string): Row[] {
  const path = referencePath(t, name)
  if (!path) return []
  const { data }: { data: string } = JSON.parse(readFileSync(path, 'utf8'))
  return data
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row))
}

function agree(
  found: { inconsistency: number; intervalAsPublished: Interval | Undefined } | undefined,
  { inconsistency, ci95_below, ci95_above }: Scored,
): void {
  assert.ok(found && 'low' in found.intervalAsPublished)
  near(found.inconsistency, inconsistency)
  const tolerance = Math.max(0.004, 0.03 * (ci95_below + ci95_above))
  const { low, high } = found.intervalAsPublished
  near([low, high], [inconsistency - ci95_below, inconsistency + ci95_above], tolerance)
}

/** Study.md 1.7: an outer join on English topic and original, sample and the running number within the original. */
function joinByHand(files: readonly Row[][]): { joined: number; singletons: number } {
  const times = new Map<string, number>()
  for (const rows of files) {
    const numbers = new Map<string, number>()
    for (const { topic, topic_english, original, original_english, sample } of rows) {
      const own = JSON.stringify([topic, original, sample])
      const number = numbers.get(own) ?? 0
      numbers.set(own, number + 1)
      const key = JSON.stringify([topic_english, original_english, sample, number])
      times.set(key, (times.get(key) ?? 0) + 1)
    }
  }
  const counts = [...times.values()]
  return { joined: counts.filter((n) => n > 1).length, singletons: counts.filter((n) => n === 1).length }
}

const joinsOf = (report: MeasureReport | undefined, names: readonly Language[]) => {
  const wanted = names.map((name) => languages[name]).sort()
  return report?.measures.languages?.find(({ languages: own }) => own.toSorted().join() === wanted.join())
}

const joins: readonly (readonly Language[])[] = [
  ['english', 'chinese', 'german', 'japanese'],
  ['english', 'chinese'],
  ['english', 'german'],
  ['english', 'japanese'],
]

for (const model of models) {
  test(`measureFiles(files) joins languages as the published code does, ${model}`, async (t) => {
    const all = Object.keys(languages) as Language[]
    const report = await measured(
      t,
      all.map((language) => choiceRun(model, language)),
    )
    if (!report) return
    for (const names of joins) {
      const expected = expectedOf<Scored>(t, model, `multilingual (${names.join(', ')})`)
      const found = joinsOf(report, names)
      assert.ok(expected && found, names.join())
      agree(found, expected)
      const byHand = joinByHand(names.map((language) => rowsOf(t, choiceRun(model, language))))
      assert.deepEqual({ joined: found.joined, singletons: found.singletons }, byHand, names.join())
    }
    assert.equal(report.measures.languages?.length, 7) // the four together and their six pairs
  })

  test(`measureFiles(files) joins two languages alike whether others are measured beside them or not, ${model}`, async (t) => {
    const pair = ['german', 'english'].map((language) => choiceRun(model, language))
    const [two, three] = [
      await measured(t, pair),
      await measured(t, [choiceRun(model, 'japanese'), ...pair.toReversed()]),
    ]
    if (!two || !three) return
    assert.deepEqual(joinsOf(two, ['english', 'german']), joinsOf(three, ['english', 'german']))
  })

  test(`measureFiles(files) joins a choice with the open answer read by one judge as the published code does, ${model}`, async (t) => {
    const expected = expectedOf<Scored>(t, model, 'task (multiple-choice, open-ended judged by llama3)')
    const files = [choiceRun(model, 'english'), ...judges.map((judge) => openRun(model, judge))]
    const report = await measured(t, files, { judge: 'llama3' })
    if (!expected || !report) return
    agree(report.measures.taskForm, expected)
    const [choice, open] = files.map((file) => new Set(rowsOf(t, file).map(({ question }) => question)))
    const { joined, singletons } = report.measures.taskForm ?? {}
    const [both, either] = [choice?.intersection(open ?? new Set()), choice?.union(open ?? new Set())]
    assert.deepEqual([joined, singletons], [both?.size, (either?.size ?? 0) - (both?.size ?? 0)])
    const alone = await measured(t, [files[0] ?? '', openRun(model, 'llama3')])
    assert.deepEqual(report.measures.taskForm, alone?.measures.taskForm)
  })

  test(`measureFiles(files) finds the judges to agree as far as the published code does, ${model}`, async (t) => {
    const expected = expectedOf<Judged>(t, model, 'judges')
    const report = await measured(
      t,
      judges.map((judge) => openRun(model, judge)),
    )
    if (!expected || !report) return
    const found = report.measures.judges
    assert.ok(typeof found?.fleissKappa === 'number')
    near(found.fleissKappa, expected.fleiss_kappa)
    assert.deepEqual([found.items, found.judges], [expected.items_all_judged, judges.toSorted()])
  })

  test(`measureFiles(file) ranks every value and its shifts as the published code does, ${model}`, async (t) => {
    const expected = expectedOf<Steered>(t, model, 'pvq_english steerability')
    const report = await measured(t, [`model-runs/pvq_english/${model}/classification-2024-06-02.json`])
    if (!expected || !report) return
    const found = report.measures.steerability ?? []
    assert.deepEqual(
      found.map(({ value, rank }) => [value, rank]),
      Object.entries(expected).map(([value, { rank }]) => [value, rank]),
    )
    for (const { value, shifts, of } of found) {
      const wanted: Record<string, number> = expected[value]?.mean_shift_by_prompted_value ?? {}
      assert.deepEqual(
        shifts.map(({ promptedValue }) => promptedValue),
        Object.keys(wanted).sort(),
      )
      assert.equal(of, shifts.length)
      for (const { promptedValue, shift } of shifts) near(shift, wanted[promptedValue] ?? NaN)
    }
  })

  test(`measureFiles(file) tells abstention by topic and the share of the maximum with three stances, ${model}`, async (t) => {
    const name = `model-runs/controversial_english_us/${model}/classification_allow-abstentions-2024-06-01.json`
    const report = await measured(t, [name])
    if (!report) return
    const byTopic = Map.groupBy(rowsOf(t, name), ({ topic }) => topic)
    assert.equal(report.support.length, byTopic.size)
    for (const { topic, abstention } of report.support) near(abstention, abstentionByHand(byTopic.get(topic) ?? []))
    // 0.564143: the largest with three stances, study.md 1.3
    const { inconsistency = NaN, fractionOfMaximum } = report.measures.topic ?? {}
    near(Number(fractionOfMaximum), inconsistency / 0.564143)
  })
}

/** Mean probability of "none of the above", wherever it was shown; options that got nothing share: study.md 1.2. */
function abstentionByHand(rows: readonly Row[]): number {
  const places = [0, 1, 2] as const
  const shares = rows.map((row) => {
    const own = places.map((place) => Number(row[`p(option=${place})`]))
    const total = own.reduce((sum, one) => sum + one, 0)
    const at = places.findIndex((place) => row[`option ${place}`] === 'none of the above')
    return total === 0 ? 1 / 3 : (own[at] ?? NaN) / total
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
