import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { compareNamed } from '../../server/commands/compare.ts'
import { alignment, differences, listed, type Measured, measured, type Wanted } from './expected.ts'
import { between, matched } from './expected-difference.ts'
import {
  crowdAnswers,
  type Group,
  publishedPeople,
  questionsAsked,
  type RunAnswer,
  runAnswers,
} from './reference-answers.ts'

const kinds = ['topic', 'paraphrase'] as const
type Kind = (typeof kinds)[number]

/** Answers in groups, by what makes a group and what counts of each answer. */
function grouped(
  answers: readonly RunAnswer[],
  { kind, by }: { readonly kind: Kind; readonly by: 'share' | 'hard' },
): Group[] {
  const groups = Map.groupBy(answers, ({ topic, original }) => (kind === 'topic' ? topic : original))
  return [...groups.values()].map((own) => ({
    who: 'the run',
    topic: own[0]?.topic ?? '',
    shares: own.map((answer) => answer[by]),
  }))
}

interface Run {
  readonly path: string
  readonly answers: readonly RunAnswer[]
}

function sideOfRun({ path, answers }: Run) {
  const english = new Map(answers.map(({ topic, topicEnglish }) => [topic, topicEnglish]))
  const measures = kinds.map((kind) => [kind, measured(grouped(answers, { kind, by: 'share' }))] as const)
  const told = measures.map(([kind, one]) => [kind, listed(one, english)])
  const summary = { name: path, kind: 'model', respondents: 1, answers: answers.length }
  return { english, own: new Map(measures), summary: { ...summary, measures: Object.fromEntries(told) } }
}

/** A run in the design of people who were asked some of its questions. */
function hardened(answers: readonly RunAnswer[], kind: Kind, asked: ReadonlySet<string>): Measured {
  return measured(
    grouped(
      answers.filter(({ question }) => asked.has(question)),
      { kind, by: 'hard' },
    ),
  )
}

/** The people of the study beside two runs, worked out from the shared files; undefined where these are absent. */
function besidePublished(t: TestContext) {
  const runs = [runAnswers(t, 'alpha-70b'), runAnswers(t, 'beta-70b')]
  const [alpha, beta] = runs
  if (!alpha || !beta) return undefined
  const people = new Map<Kind, Measured>()
  const asked = new Map<Kind, Set<string>>()
  for (const kind of kinds) {
    people.set(kind, measured(publishedPeople(t, kind) ?? []))
    asked.set(kind, questionsAsked(t, kind) ?? new Set())
  }
  const besideOne = (run: Run): Wanted => {
    const { own, summary } = sideOfRun(run)
    const compared = kinds.map((kind) => {
      const [one, other, questions] = [people.get(kind), own.get(kind), asked.get(kind)]
      assert.ok(one && other && questions)
      const inDesign = matched([one, hardened(run.answers, kind, questions)], questions.size)
      return [kind, { ...between([one, other]), matched: inDesign }]
    })
    const unknown = { alignment: { undefined: 'it is not known which side people took' } }
    return { ...summary, ...Object.fromEntries(compared), ...unknown }
  }
  const { english } = sideOfRun(alpha)
  const measures = Object.fromEntries([...people].map(([kind, one]) => [kind, listed(one, english)]))
  return {
    names: ['published:human', alpha.path, beta.path],
    baseline: { name: 'published:human', kind: 'people', respondents: 165, answers: 798, measures },
    runs: [besideOne(alpha), besideOne(beta)],
  }
}

let known: ReturnType<typeof besidePublished>
for (const treatment of ['default', 'as-published'] as const) {
  test(`compareNamed(['published:human', runs], ${treatment}) has every number that plain loops find, and no other`, async (t) => {
    known ??= besidePublished(t)
    if (!known) return
    const { names, ...wanted } = known
    const found = await compareNamed(names, { asPublished: treatment === 'as-published' })

    assert.deepEqual(differences(JSON.parse(JSON.stringify(found)), { seed: 1, treatment, ...wanted }), [])
  })
}

test('compareNamed([crowd batch, run]) has every number that plain loops find, and no other', async (t) => {
  const [crowd, run] = [crowdAnswers(t), runAnswers(t, 'beta-70b')]
  if (!crowd || !run) return
  const people = Map.groupBy(crowd.answers, ({ worker, topic }) => JSON.stringify([worker, topic]))
  const own = measured(
    [...people].map(([who, one]) => ({ who, topic: one[0]?.topic ?? '', shares: one.map(({ share }) => share) })),
  )
  const asked = new Set(crowd.answers.map(({ question }) => question))
  const side = sideOfRun(run)
  const other = side.own.get('topic')
  assert.ok(other)
  const margin = { low: -0.05, high: 0.1 }
  const inDesign = matched([own, hardened(run.answers, 'topic', asked)], asked.size, margin)
  const topic = { ...between([own, other], margin), matched: inDesign }
  const summary = { name: crowd.path, kind: 'people', respondents: people.size, answers: crowd.answers.length }

  const found = await compareNamed([crowd.path, run.path], { equivalence: '-0.05,0.1' })

  const baseline = { ...summary, measures: { topic: listed(own) } }
  const beside = { ...side.summary, topic, alignment: alignment(crowd.answers, run.answers) }
  const wanted = { seed: 1, treatment: 'default', baseline, runs: [beside] }
  assert.deepEqual(differences(JSON.parse(JSON.stringify(found)), wanted), [])
})
