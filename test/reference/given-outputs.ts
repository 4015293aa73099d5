import { agreementOf } from '../../server/audit/agreement.ts'
import { compareControversy } from '../../server/audit/controversy.ts'
import { collectionOf } from '../../server/commands/measure-collection.ts'
import { compareSides } from '../../server/comparison/comparison.ts'
import { answeringSide, publishedSide } from '../../server/comparison/side.ts'
import type { AnswerSource } from '../../server/consistency/source.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { given } from '../audit/given-ratings.ts'
import { record } from '../consistency/given-records.ts'
import { model, people, reportSources } from '../consistency/given-sources.ts'
import { givenFlags, givenPlans } from './given-flags-and-plans.ts'

type Given = Parameters<typeof record>[0]

const topics = ['Trams', 'Parks', 'Taxes', 'Bikes', 'Dogs', 'Noise']
const names = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']

/** One answer, on a side that is different from person to person and from question to question. */
function answer(respondent: string, topic: string, changes: Given = {}): StanceRecord {
  const { original = `${topic}?`, wording = original } = changes
  const isFor = (wording.length + (names.indexOf(respondent) + 1) * topics.indexOf(topic)) % 3 > 0
  const isControversial = topics.indexOf(topic) < 3
  const yesMeans = original.length % 2 === 0 ? 'supports' : 'opposes'
  return record({
    respondent,
    unit: topic,
    topic,
    original,
    isFor,
    isControversial,
    yesMeans,
    language: 'en',
    ...changes,
  })
}

/** Everybody answers two questions on every topic, one of them in three wordings, in two languages, chosen and in free
 *  words that two judges read; some of it twice. */
function answersOf(respondent: string): StanceRecord[] {
  return topics.flatMap((topic) => {
    const ask = (changes: Given) => answer(respondent, topic, changes)
    const questions = [`${topic}?`, `More ${topic}?`, `No ${topic} at all?`]
    const english = questions.map((original) => ask({ original, originalEnglish: original }))
    const wordings = ['again', 'once more'].map((more) => ask({ original: `${topic}?`, wording: `${topic}, ${more}?` }))
    const german = questions.map((original) =>
      ask({ original: `${original} (de)`, originalEnglish: original, language: 'de', topicEnglish: topic }),
    )
    const open = ['j1', 'j2'].flatMap((judge) =>
      questions.map((original) => ask({ original, taskForm: 'open', judge, isFor: judge === 'j1' })),
    )
    const retest = ask({ original: `${topic}?`, repetition: 1, isFor: respondent > 'p2' })
    return [...english, ...wordings, ...german, ...open, retest]
  })
}

/** Portraits without a value and under each of two. */
function portraits(respondent: string): StanceRecord[] {
  return ['power', 'security'].flatMap((value) =>
    [undefined, 'power', 'security'].map((promptedValue, n) =>
      answer(respondent, 'Trams', {
        wording: value,
        portrait: { value, promptedValue },
        distribution: [0.2 * n, 1 - 0.2 * n],
      }),
    ),
  )
}

const everybody = people(...names.flatMap((name) => [...answersOf(name), ...portraits(name)]))
const parrot = model(...answersOf('parrot').filter(({ taskForm }) => taskForm === 'choice'))
/** Where abstaining was offered. */
const abstaining = people(
  ...names.flatMap((name, n) =>
    topics.map((topic) => answer(name, topic, { distribution: n > 2 ? [1, 0, 0] : [0, 0, 1] })),
  ),
)

/** What a report tells, of answers that hold something for every measure there is. */
async function reports(): Promise<unknown[]> {
  const weighting = {
    margins: new Map([
      [
        'age',
        new Map([
          ['young', 0.5],
          ['old', 0.5],
        ]),
      ],
    ]),
    attributes: new Map(names.map((name, n) => [name, new Map([['age', n > 1 ? 'old' : 'young']])])),
    files: { margins: 'margins.csv', people: 'people.csv' },
  }
  const weighed = reportSources([everybody], { weighting, collecting: { isByRespondent: true } })
  return Promise.all([weighed, reportSources([parrot, model(...portraits('m'))]), reportSources([abstaining])])
}

/** People beside a model by its answers, and beside one of which figures alone were published. */
async function comparisons(): Promise<unknown[]> {
  const sideOf = (name: string, source: AnswerSource) => answeringSide(name, [source], { seed: 1 })
  const [own, run, published] = [
    await sideOf('people', everybody),
    await sideOf('parrot', parrot),
    publishedSide('published:llama3'),
  ]
  if (!published) throw new Error('the model is not among the published ones')
  const bounds = { low: -0.1, high: 0.1 }
  return [await compareSides(own, [run, published], { seed: 1, bounds })]
}

function agreements(): unknown[] {
  const pairs = [
    ['no', 'no'],
    ['no', 'maybe'],
    ['yes', 'yes'],
    ['yes', 'no'],
    ['maybe', 'maybe'],
  ]
  const rated = (ratings: number[], n: number) => ({ topic: `t${n}`, ratings, isControversial: true })
  const sets = (['controversial', 'uncontroversial'] as const).map((controversy, n) => ({
    controversy,
    language: 'en' as const,
    country: 'us',
    topics: [
      [0, 1, 2],
      [0, n, 3],
      [1, 1, 2 + n],
      [3, 3, n, 0],
    ].map(rated),
  }))
  return [agreementOf(given(pairs, ['no', 'maybe', 'yes']), { seed: 1, scale: 'ordinal' }), compareControversy(sets, 1)]
}

/** How a crowd batch was collected. */
function collected() {
  const batch = { submissions: 9, people: 8, passed: 6, failedAttention: 2, duplicates: 1, minutes: [2, 3, 7] }
  return { collection: collectionOf([{ ...everybody, batch: { ...batch, kind: 'topic', records: [] } }]) }
}

/** What the program tells of answers that hold something for every measure there is, as JSON has it. */
export async function givenOutputs(): Promise<unknown[]> {
  const told = [
    await reports(),
    await comparisons(),
    agreements(),
    [collected(), await givenFlags()],
    await givenPlans(),
  ].flat()
  return told.map((one) => JSON.parse(JSON.stringify(one)))
}
