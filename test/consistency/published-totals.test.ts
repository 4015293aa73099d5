import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureFiles } from '../../server/commands/measure-files.ts'
import type { Estimate, Undefined } from '../../server/consistency/estimate.ts'
import type { Measure, MeasuredEstimate } from '../../server/consistency/measure.ts'
import { near } from '../statistics/near.ts'
import { referenceJson } from '../statistics/reference.ts'

type Quantity = 'inconsistency' | 'entropy' | 'pairwise' | 'generalised'
interface Drawn {
  value: number
  ci_low: number
  ci_high: number
}
interface Published {
  human: {
    totals: Record<'topic' | 'paraphrase', Record<Quantity, Drawn>>
    over_topics: Record<'topic' | 'paraphrase', { mean: number; max: number; min: number; topics: number }>
    reconstruction: Record<'topic' | 'paraphrase', { rows: { topic: string; figure_value: number }[] }>
  }
}

const tasks = ['topic', 'paraphrase'] as const

/** Mean distance of a topic, as appendix A of study.md prints it. */
const appendixA = {
  topic: `Euthanasia .4443, Net Neutrality .4443, Affirmative Action .4443, Welfare .4201, Abortion .4201,
    Religious Freedom .3854, Stem Cell Research .3854, Gun Control .3854, Immigration .3854, Racial Profiling .3854,
    Animal Rights .3854, Police Brutality .3854, LGBTQ+ Rights .3264, Vaccinations .3264, Electoral College .3264,
    Censorship .3097, Marijuana Legalization .2962, Transgender Rights .2962, Healthcare .2373,
    Genetically Modified Foods .2209, Nuclear Energy .1783, Death Penalty .1481, Climate Change .1481,
    Terrorism .1358, Sex Education .1105, Artificial Intelligence .1105, Income Inequality .0892,
    Women's Rights .0000`,
  paraphrase: `Genetically Modified Foods .2962, Religious Freedom .2373, LGBTQ+ Rights .2373, Abortion .1481,
    Animal Rights .1481, Censorship .1481, Electoral College .1481, Nuclear Energy .1481,
    Marijuana Legalization .1481, Vaccinations .1481, Transgender Rights .1481, Gun Control .1481,
    Artificial Intelligence .0892, Stem Cell Research .0892, Women's Rights .0892, Euthanasia .0892,
    Net Neutrality .0892, Police Brutality .0892, Affirmative Action .0000, Immigration .0000,
    Racial Profiling .0000, Healthcare .0000, Terrorism .0000, Death Penalty .0000, Climate Change .0000,
    Welfare .0000, Income Inequality .0000`,
}
/** People and answers, appendix A. */
const sizes = { topic: [84, 393], paraphrase: [81, 405] }
const byCodeUnit = (one: readonly [string, number], other: readonly [string, number]) => (one[0] < other[0] ? -1 : 1)

/** Each figure with its interval as published, which holds every distance, pair or group for independent. */
function figuresIn(measure: Measure): Record<Quantity, Estimate | Undefined> {
  const { inconsistency, intervalAsPublished, entropyBits, entropyIntervalAsPublished, otherDistances } = measure
  return {
    inconsistency: { value: inconsistency, interval: intervalAsPublished },
    entropy: { value: entropyBits, interval: entropyIntervalAsPublished },
    pairwise: asPublished(otherDistances.pairwise),
    generalised: asPublished(otherDistances.generalised),
  }
}

function asPublished(estimate: MeasuredEstimate | Undefined): Estimate | Undefined {
  return 'undefined' in estimate ? estimate : { value: estimate.value, interval: estimate.intervalAsPublished }
}

for (const task of tasks) {
  test(`measureFiles(['published:human-${task}']) gives the four published totals and their intervals`, async (t) => {
    const totals = referenceJson<Published>(t, 'published.json')?.human.totals[task]
    if (!totals) return
    const { measures } = await measureFiles([`published:human-${task}`])
    assert.deepEqual(Object.keys(measures), [task])
    const measure = measures[task]
    assert.ok(measure)
    const figures = figuresIn(measure)
    for (const quantity of ['inconsistency', 'entropy', 'pairwise', 'generalised'] as const) {
      const found = figures[quantity]
      assert.ok('value' in found && 'low' in found.interval, quantity)
      near(found.value, totals[quantity].value)
      near([found.interval.low, found.interval.high], [totals[quantity].ci_low, totals[quantity].ci_high], 0.01)
    }
  })

  test(`measureFiles(['published:human-${task}']) gives the mean of each topic in appendix A, and its people`, async () => {
    const { measures, respondents, answers } = await measureFiles([`published:human-${task}`])
    assert.deepEqual([respondents, answers], sizes[task])
    const expected = appendixA[task].split(/,\s+/).map((cell): [string, number] => {
      const [, topic = '', value] = /^(.+) (\S+)$/.exec(cell) ?? []
      return [topic, Number(value)]
    })
    const found =
      measures[task]?.byTopic.map(({ topic, inconsistency }): [string, number] => [topic, inconsistency]) ?? []
    const ordered = expected.sort(byCodeUnit)
    assert.deepEqual(
      found.map(([topic]) => topic),
      ordered.map(([topic]) => topic),
    )
    near(
      found.map(([, value]) => value),
      ordered.map(([, value]) => value),
      5.1e-5,
    )
  })

  test(`measureFiles(['published:human-${task}']) gives the bars of each topic as drawn, their mean, most and least`, async (t) => {
    const published = referenceJson<Published>(t, 'published.json')?.human
    if (!published) return
    const measure = (await measureFiles([`published:human-${task}`])).measures[task]
    const found = new Map(measure?.byTopic.map(({ topic, inconsistency }) => [topic, inconsistency]))
    for (const { topic, figure_value } of published.reconstruction[task].rows) near(found.get(topic), figure_value)
    const { mean, max, min, topics } = published.over_topics[task]
    near([measure?.meanOfTopics ?? NaN, Math.max(...found.values()), Math.min(...found.values())], [mean, max, min])
    assert.equal(measure?.byTopic.length, topics)
  })
}

test("measureFiles(['published:human']) holds both tasks side by side, each as it is alone", async () => {
  const both = await measureFiles(['published:human'])
  assert.deepEqual([both.respondents, both.answers], [165, 798]) // 84 + 81 people, 393 + 405 answers, appendix A
  for (const task of tasks) {
    const alone = await measureFiles([`published:human-${task}`])
    assert.deepEqual(both.measures[task], alone.measures[task])
  }
})

test("measureFiles(['published:human']) tells no support and no share of yes: the sides are not known", async () => {
  const { support, yesSaying, measures } = await measureFiles(['published:human'])
  assert.deepEqual([support, yesSaying], [[], []])
  for (const { support: own } of measures.topic?.byTopic ?? []) assert.ok(typeof own === 'object')
})

test('measureFiles(names) refuses published models, of which only figures are known, and unknown names', async () => {
  await assert.rejects(measureFiles(['published:llama3']), { rule: 'published-figures-only' })
  await assert.rejects(measureFiles(['published:humans']), { rule: 'value-unknown' })
})

test("measureFiles(['published:human', 'published:human-topic']) refuses people who are named twice", async () => {
  await assert.rejects(measureFiles(['published:human', 'published:human-topic']), { rule: 'file-twice' })
  await assert.rejects(measureFiles(['published:human-topic', 'published:human-topic']), { rule: 'file-twice' })
})
