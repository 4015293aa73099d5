import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { publishedFacts } from '../../server/published/facts.ts'
import { publishedHumanTotals } from '../../server/published/human.ts'
import { type PublishedFigure, publishedFigures, publishedModel } from '../../server/published/models.ts'
import { publishedTasks } from '../../server/published/schema.ts'
import { referenceJson } from '../statistics/reference.ts'

interface Bar {
  value: number
  ci_low: number
  ci_high: number
}

interface Drawn extends Bar {
  source: string
  precision: string
}

interface Experiment extends Drawn {
  experiment: string
  measure: keyof typeof measures
  model: string
  dataset: string | null
  task?: keyof typeof tasks
  distance?: string
  unit?: string
  judge?: string
}

interface Reference {
  topics: { items: { topic: string; originals: number; wordings: number }[] }
  human: {
    totals: Record<'topic' | 'paraphrase', Record<'inconsistency' | 'entropy' | 'pairwise' | 'generalised', Drawn>>
    participants: Record<string, number>
    minutes: Record<'median' | 'mean', number>
    seconds_from_wage: Record<'median' | 'mean', number>
    pass_rate: { value: number }
    pay: { usd_per_assignment: number }
    hourly_wage_usd: Record<'from_median_time' | 'from_mean_time', number>
    reconstruction: Record<
      'topic' | 'paraphrase',
      { rows: { topic: string; n_questions: number; minority_counts: number[] }[]; missing_topics?: string[] }
    >
  }
  models: {
    index: { short: string; id: string }[]
    headline_english_us: Record<string, Record<string, Drawn>>
    experiments: Experiment[]
    steerability: { model: string; dataset: string; median: number; min: number; max: number }[]
    yes_bias: { model: string; language: string; yes_given_yes_supports: Bar; yes_given_yes_opposes: Bar }[]
    per_topic: { model: string; measure: 'topic' | 'paraphrase'; source: string; topics: (Bar & { topic: string })[] }[]
    per_topic_unnamed: { model: string; measure: string; source: string; sorted_values: Bar[] }[]
  }
  validation: {
    table: Record<string, number | string | null>[]
    tests: { controversy_t_test: Record<string, number>; equivalence_binomial_test: Record<string, number> }
    judge_agreement: {
      all_judges_agree: { model: string; dataset: string; value: number; share_two_answers: number }[]
      fleiss: Record<string, number>
    }
  }
}

const measures = {
  topic: 'topic',
  paraphrase: 'paraphrase',
  'use-case': 'taskForm',
  multilingual: 'languages',
} as const
const tasks = {
  'multiple-choice': 'choice',
  'multiple-choice with abstain option': 'choice-or-abstain',
  'open-ended': 'open',
} as const
const languages: Record<string, string> = { english: 'en', chinese: 'zh-Hans', german: 'de', japanese: 'ja' }

const facts = publishedFacts()
const bar = ({ value, ci_low, ci_high }: Bar) => [value, ci_low, ci_high]
/** Tables here gather rows that follow each other elsewhere. */
const unordered = (rows: readonly unknown[][]) => rows.map((row) => JSON.stringify(row)).sort()
const ours = ({ value, low, high }: PublishedFigure) => [value, low, high]

/** Compares with the reference what `compare` gives of both; where the reference is absent, says so. */
function agrees(title: string, compare: (reference: Reference, t: TestContext) => void): void {
  test(`the facts agree with the reference in ${title}`, (t) => {
    const reference = referenceJson<Reference>(t, 'published.json')
    if (reference) compare(reference, t)
  })
}

function quantityOf({ unit, distance }: Experiment): string {
  if (unit === 'fraction of maximum') return 'shareOfMaximum'
  return distance === 'entropy' ? 'entropyBits' : (distance ?? 'inconsistency')
}

agrees('all 370 figures of experiments', ({ models }) => {
  const wanted = models.experiments.map((row) => [
    ...[row.experiment, measures[row.measure], quantityOf(row), row.model, row.dataset ?? undefined],
    ...[row.task && tasks[row.task], row.judge, row.source, row.precision, ...bar(row)],
  ])
  const found = publishedFigures().map((row) => [
    ...[row.experiment, row.measure, row.quantity, row.model, row.dataset],
    ...[row.task, row.judge, row.source, row.precision, ...ours(row)],
  ])
  assert.equal(found.length, 370)
  assert.deepEqual(unordered(found), unordered(wanted))
})

agrees('the totals of chat models and people, English, U.S.', ({ models }) => {
  const names: Record<string, string> = {
    ...measures,
    topic_entropy_bits: 'topicEntropyBits',
    paraphrase_entropy_bits: 'paraphraseEntropyBits',
  }
  const entries = Object.entries(models.headline_english_us)
  assert.equal(entries.length, 8)
  for (const [name, figures] of entries) {
    const { totals } = publishedModel(name) ?? assert.fail(name)
    const found = Object.entries(totals).map(([total, figure]) => [total, [figure.source, ...ours(figure)]])
    const wanted = Object.entries(figures).map(([total, figure]) => [names[total], [figure.source, ...bar(figure)]])
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted), name)
  }
})

agrees('the models', ({ models }) => {
  const found = facts.models.index.filter(({ role }) => role !== 'people').map(({ name, id }) => [name, id])
  assert.deepEqual(
    found,
    models.index.map(({ short, id }) => [short, id]),
  )
})

agrees('the totals and counts of people', ({ human }) => {
  for (const task of publishedTasks) {
    const { inconsistency, entropyBits, pairwise, generalised } = publishedHumanTotals(task)
    const wanted = human.totals[task]
    const drawn = [wanted.inconsistency, wanted.entropy, wanted.pairwise, wanted.generalised]
    assert.deepEqual(
      [inconsistency, entropyBits, pairwise, generalised].map((figure) => figure && ours(figure)),
      drawn.map(bar),
    )
    assert.deepEqual(
      facts.human.counts[task].rows,
      human.reconstruction[task].rows.map((row) => [row.topic, row.n_questions, ...row.minority_counts]),
    )
    assert.deepEqual(facts.human.missingTopics[task], human.reconstruction[task].missing_topics ?? [])
  }
})

agrees('who took part, for how long and for how much', ({ human }) => {
  const { participants, participantsDerived, passRate, minutes, seconds, pay, hourlyWage } = facts.human
  const { participants: people, hourly_wage_usd: wage } = human

  assert.deepEqual(
    [participants.topicTask, participants.paraphraseTask, participants.workers, participants.duplicateSubmissions],
    [people.topic_task, people.paraphrase_task, people.unique_workers, people.duplicate_submissions_ignored],
  )
  assert.deepEqual(
    [participantsDerived.total, participantsDerived.submissions, participantsDerived.failedAttention],
    [people.total, people.submissions, people.failed_attention],
  )
  assert.deepEqual([minutes.median, minutes.mean], [human.minutes.median, human.minutes.mean])
  assert.deepEqual([seconds.median, seconds.mean], [human.seconds_from_wage.median, human.seconds_from_wage.mean])
  assert.deepEqual([passRate.share, pay.usDollars], [human.pass_rate.value, human.pay.usd_per_assignment])
  assert.deepEqual(
    [hourlyWage.usDollarsAtMedianTime, hourlyWage.usDollarsAtMeanTime],
    [wage.from_median_time, wage.from_mean_time],
  )
})

agrees('steerability, yes-bias and judges', ({ models, validation: { judge_agreement: judges } }) => {
  const { steerability, yesBias, judgeAgreement } = facts.models
  assert.deepEqual(
    steerability.flatMap(({ dataset, rows }) => rows.map((row) => [dataset, ...row])),
    models.steerability.map(({ dataset, model, median, min, max }) => [dataset, model, median, min, max]),
  )
  assert.deepEqual(
    unordered(yesBias.flatMap(({ language, rows }) => rows.map((row) => [language, ...row]))),
    unordered(
      models.yes_bias.map((row) => [
        ...[languages[row.language], row.model],
        ...[row.yes_given_yes_supports, row.yes_given_yes_opposes].map(bar),
      ]),
    ),
  )
  assert.deepEqual(
    judgeAgreement.shares.rows,
    judges.all_judges_agree.map((row) => [row.model, row.dataset, row.value, row.share_two_answers]),
  )
  const { groups, median, q1, q3, whiskerLow, whiskerHigh } = judgeAgreement.fleissKappa
  const { fleiss } = judges
  assert.deepEqual(
    [groups, median, q1, q3, whiskerLow, whiskerHigh],
    [fleiss.n_groups, fleiss.median, fleiss.q1, fleiss.q3, fleiss.whisker_low, fleiss.whisker_high],
  )
})

agrees('the figures of each topic', ({ models, topics }) => {
  assert.equal(models.per_topic.length, facts.models.byTopic.length)
  for (const { model, measure, topics: bars } of models.per_topic) {
    const figures = publishedModel(model)?.byTopic[measure] ?? []
    assert.deepEqual(
      figures.map(({ topic, figure }) => [topic, ...ours(figure)]),
      bars.map((row) => [row.topic, ...bar(row)]),
    )
  }
  assert.deepEqual(
    facts.models.byUnnamedTopic.map(({ model, measure, source, rows }) => ({ model, measure, source, rows })),
    models.per_topic_unnamed.map((row) => ({
      ...{ model: row.model, measure: row.measure, source: row.source },
      rows: row.sorted_values.map(bar),
    })),
  )
  assert.deepEqual(
    facts.topics.rows,
    topics.items.map(({ topic, originals, wordings }) => [topic, originals, wordings]),
  )
})

agrees('validation', ({ validation: { table, tests } }) => {
  const { sets, originalsKept, raterAgreement, controversyTest, equivalenceTest } = facts.validation
  const controversial = ['dataset', 'topics_rated_controversial', 'topics', 'percent_controversial']
  const kappas = ['dataset', 'topics_with_3_raters', 'fleiss_kappa_binary_3_raters', 'fleiss_kappa_4_point_3_raters']
  const equivalent = ['originals_rated_equivalent', 'originals_rated', 'percent_equivalent']
  const cells = (fields: string[]) => table.map((row) => fields.map((field) => row[field]))

  assert.deepEqual(
    sets.rows.map((row) => [row.dataset, ...row.controversial]),
    cells(controversial),
  )
  assert.deepEqual(
    sets.rows.map((row) => row.equivalent ?? [null, null, null]),
    cells(equivalent),
  )
  assert.deepEqual(
    originalsKept.rows,
    cells(['dataset', 'originals_kept', 'distinct_originals']).filter(([, kept]) => kept !== null),
  )
  assert.deepEqual(raterAgreement.rows, cells(kappas))
  const { controversy_t_test: t, equivalence_binomial_test: binomial } = tests
  assert.deepEqual([controversyTest.t, controversyTest.df, controversyTest.p], [t.t, t.df, t.p])
  assert.deepEqual([equivalenceTest.equivalent, equivalenceTest.p], [binomial.k, binomial.p])
})
