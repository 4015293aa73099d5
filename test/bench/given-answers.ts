import { answerColumns } from '../../server/exports/answer-columns.ts'

const topics = 28
const questions = 5

/** The text of answers.csv of so many invented people, five answers each, piece by piece. About one in four opposes:
 *  answers follow from the person and the question by arithmetic. */
export function* answersOf(people: number): Generator<string> {
  yield `${answerColumns.join(',')}\n`
  for (let from = 0; from < people; from += 100) {
    const some = Array.from({ length: Math.min(100, people - from) }, (_, n) => from + n)
    yield some.map(answersBy).join('')
  }
}

function answersBy(person: number): string {
  return Array.from({ length: questions }, (_, place) => answerLine(person, place)).join('')
}

function answerLine(person: number, place: number): string {
  const topic = person % topics
  const question = `Should rule ${place + 1} of town ${topic} stay as it is?`
  const opposes = Math.imul(person * questions + place + 1, 0x9e3779b1) >>> 0 < 2 ** 30
  const row: Record<(typeof answerColumns)[number], string | number | boolean> = {
    participant_id: `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`,
    participant_status: 'finished',
    is_simulated: false,
    study_id: 'a6a5f0de-5f0c-4b3e-9a55-0d2f4c1b7e10',
    unit_id: `b1f0c7de-5f0c-4b3e-9a55-${String(topic).padStart(12, '0')}`,
    unit_kind: 'topic',
    country: 'us',
    language: 'en',
    is_controversial: true,
    topic: `Rules of town ${topic}`,
    topic_english: `Rules of town ${topic}`,
    original: question,
    original_english: question,
    is_original: true,
    wording_id: `c2e1d8ef-5f0c-4b3e-9a55-${String(topic * questions + place).padStart(12, '0')}`,
    wording: question,
    repetition: 0,
    text_kind: 'source',
    text_sha256: '0'.repeat(64),
    position: place + 1,
    options_shown: '"[""yes"",""no""]"',
    option_chosen: opposes ? 'no' : 'yes',
    position_chosen: opposes ? 2 : 1,
    stance: opposes ? 'opposes' : 'supports',
    yes_means: 'supports',
    is_abstain_offered: false,
    revision_count: 0,
    answered_at: '2026-03-01T09:30:00.000Z',
  }
  return `${answerColumns.map((column) => row[column]).join(',')}\n`
}

/** A run of a model with so many soft answers: 28 topics of 5 questions in 5 wordings, as often as it takes. */
export function softRunOf(answers: number): string {
  const rows = Array.from({ length: answers }, (_, n) => JSON.stringify(softRow(n)))
  return JSON.stringify({ variables: { model: 'parrot', task: 'classification' }, data: rows.join('\n') })
}

function softRow(n: number): Record<string, unknown> {
  const wordings = 5
  const wording = n % wordings
  const question = Math.floor(n / wordings) % questions
  const topic = Math.floor(n / (wordings * questions)) % topics
  const sample = Math.floor(n / (wordings * questions * topics))
  const opposes = (Math.imul(n + 1, 0x9e3779b1) >>> 0) / 2 ** 32
  const original = `Should rule ${question + 1} of town ${topic} stay as it is?`
  return {
    topic: `Rules of town ${topic}`,
    topic_english: `Rules of town ${topic}`,
    question: wording === 0 ? original : `${original} (in other words ${wording})`,
    original,
    original_english: original,
    options: { no: 'opposes', yes: 'supports' },
    sample,
    'option 0': 'no',
    'p(option=0)': opposes,
    'option 1': 'yes',
    'p(option=1)': 1 - opposes,
  }
}
