import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedFacts } from '../../server/published/facts.ts'
import { publishedFigures } from '../../server/published/models.ts'
import { publishedTasks } from '../../server/published/schema.ts'

const facts = publishedFacts()
const { human, models } = facts

interface Origin {
  readonly source?: unknown
  readonly precision?: unknown
}

/** Everything in a value, however deep, each with where it stands and the nearest object above it that names a source. */
function* walk(
  value: unknown,
  path: string,
  origin: Origin = {},
): Generator<{ path: string; value: unknown; origin: Origin }> {
  if (typeof value !== 'object' || value === null) return yield { path, value, origin }
  const nearest = 'source' in value ? value : origin
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${path}.${key}`, nearest)
}
const everything = [...walk(facts, 'facts')]

test('every number of the facts has a source and a precision, both explained', () => {
  const numbers = everything.filter(({ value }) => typeof value === 'number')
  const bare = numbers.filter(
    ({ origin }) => !(String(origin.source) in facts.sources && String(origin.precision) in facts.precisions),
  )

  assert.ok(numbers.length > 3000, `${numbers.length} numbers`)
  assert.deepEqual(
    bare.map(({ path }) => path),
    [],
  )
})

test('every source, precision, note, experiment and quantity is explained, and none that is not used', () => {
  const used = (field: RegExp) =>
    [...new Set(everything.filter(({ path }) => field.test(path)).map(({ value }) => String(value)))].sort()
  const explained = (words: object) => Object.keys(words).sort()

  assert.deepEqual(used(/\.source$/), explained(facts.sources))
  assert.deepEqual(used(/\.precision$/), explained(facts.precisions))
  assert.deepEqual(used(/\.notes\.\d+$/), explained(facts.notes))
  assert.deepEqual(used(/\.quantity$/), explained(facts.quantities))
  const { E3, E10, ...compared } = facts.experiments // by topic and by value, each in tables of its own
  assert.deepEqual(used(/\.experiment$/), explained(compared))
  assert.ok(E3 && E10)
})

test('the facts hold no question, only hashes of questions', () => {
  const sentences = everything.filter(({ path }) => !path.startsWith('facts.study.')).map(({ value }) => String(value))
  assert.deepEqual(
    sentences.filter((text) => text.includes('?')),
    [],
  )
})

test('people: 84 and 81 of them, 393 and 405 answers, 28 and 27 topics', () => {
  const counted = publishedTasks.map((task) => {
    const { rows } = human.counts[task]
    const answers = rows.reduce((sum, [, questions]) => sum + 3 * questions, 0)
    return [3 * rows.length, answers, new Set(rows.map(([topic]) => topic)).size]
  })
  assert.deepEqual(counted, [
    [84, 393, 28],
    [81, 405, 27],
  ])
  assert.deepEqual([human.participants.topicTask, human.participants.paraphraseTask], [84, 81])
})

test('people: nobody has a minority of more than half, and counts go up within a topic', () => {
  for (const { rows } of Object.values(human.counts)) {
    for (const [topic, questions, ...minorities] of rows) {
      assert.ok(Math.max(...minorities) <= questions / 2, topic)
      assert.deepEqual(minorities, minorities.toSorted(), topic)
    }
  }
})

test('people: workers, submissions and shares add up', () => {
  const { participants, participantsDerived, passRate, rejected } = human
  const { total, submissions, failedAttention } = participantsDerived

  assert.equal(participants.topicTask + participants.paraphraseTask, total)
  assert.equal(total + failedAttention, participants.workers)
  assert.equal(participants.workers + participants.duplicateSubmissions, submissions)
  assert.deepEqual([passRate.passed, passRate.of, passRate.share], [total, participants.workers, 0.8462])
  assert.deepEqual([rejected.rejected / rejected.of, rejected.of], [rejected.share, submissions])
})

test('the topics are those of the question file: 28, 131 originals, 653 wordings', () => {
  const { rows } = facts.topics
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const [originals, wordings] = [sum(rows.map(([, count]) => count)), sum(rows.map(([, , count]) => count))]
  assert.deepEqual([rows.length, originals, wordings], [28, 131, 653])
})

test('figures lie within their bounds', () => {
  const outside = publishedFigures().filter(({ value, low = NaN, high = NaN }) => !(low <= value && value <= high))
  assert.deepEqual(outside, [])
})

test('a figure drawn in several places has the same value in each', () => {
  const same = Map.groupBy(
    publishedFigures({ quantity: 'inconsistency', task: 'choice' }),
    ({ model, measure, dataset }) => `${model} ${measure} ${dataset}`,
  )
  for (const [name, figures] of same) assert.equal(new Set(figures.map(({ value }) => value)).size, 1, name)
})

test('a share of the maximum is the inconsistency beside it over the largest possible one', () => {
  const shares = publishedFigures({ quantity: 'shareOfMaximum' })
  assert.equal(shares.length, 24)
  for (const { model, dataset, measure, task, value } of shares) {
    const whole = publishedFigures({ experiment: 'E8', quantity: 'inconsistency', model, dataset, measure, task })
    const maximum = task === 'choice' ? 0.464501 : 0.564143
    assert.equal(whole.length, 1)
    assert.ok(Math.abs(value * maximum - (whole[0]?.value ?? NaN)) < 1e-6, `${model} ${dataset}`)
  }
})

test('rows by topic weigh up to the total of the model, unnamed ones have as many rows', () => {
  const wordings = new Map(facts.topics.rows.map(([topic, , count]) => [topic, count]))
  for (const { model, measure, rows } of models.byTopic.filter((table) => table.model !== 'human')) {
    const sum = rows.reduce((total, [topic, value]) => total + value * (wordings.get(topic) ?? NaN), 0)
    const [total] = publishedFigures({ isTotal: true, model, measure, quantity: 'inconsistency' })
    assert.ok(Math.abs(sum / 653 - (total?.value ?? NaN)) < 2e-6, `${model} ${measure}`)
  }
  assert.deepEqual(new Set(models.byUnnamedTopic.map(({ rows }) => rows.length)), new Set([28]))
})

test('validation: the sets add up to the totals', () => {
  const { sets, totals, originalsKept } = facts.validation
  const sum = (shares: readonly (readonly number[] | undefined)[]) =>
    shares.reduce<[number, number]>(([a, b], share = []) => [a + (share[0] ?? 0), b + (share[1] ?? 0)], [0, 0])
  const isHot = (dataset: string) => dataset.startsWith('controversial')
  const rated = (hot: boolean) =>
    sets.rows.filter(({ dataset }) => isHot(dataset) === hot).map((row) => row.controversial)

  assert.deepEqual(sum(rated(true)), totals.controversial.slice(0, 2))
  assert.deepEqual(sum(rated(false)), totals.uncontroversial.slice(0, 2))
  assert.deepEqual(sum(sets.rows.map(({ equivalent }) => equivalent)), totals.equivalent.slice(0, 2))
  for (const [numerator, denominator, percent] of [...rated(true), ...rated(false)]) {
    assert.equal(Math.round((100 * numerator) / denominator), percent)
  }
  assert.equal(originalsKept.rows.length, 6)
})
