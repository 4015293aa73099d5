import { seededRandom } from '../../server/statistics/seeded-random.ts'
import { type AnswerCells, answerCells } from '../exports/given-answers.ts'
import { runRow } from '../model-runs/given-run.ts'

export const range = (size: number) => Array.from({ length: size }, (_, n) => n)

export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const { share } = seededRandom(seed)
  const placed = items.map((item) => ({ item, at: share() })).sort((a, b) => a.at - b.at)
  return placed.map(({ item }) => item)
}

const words = { en: ['yes', 'no'], de: ['ja', 'nein'] } as const

interface Asked {
  readonly person: number
  readonly language: 'en' | 'de'
  /** Topic, question and wording. */
  readonly at: readonly [k: number, q: number, w: number]
  readonly repetition?: number
}

/** One answer of a person: to wording `w` of question `q` on topic `k`, in a language. */
function answer({ person, language, at: [k, q, w], repetition = 0 }: Asked): AnswerCells {
  const yesMeans = (k + q) % 3 === 0 ? 'opposes' : 'supports'
  const mixed = person * 31 + k * 17 + q * 13 + w * 7 + repetition * 5 + (language === 'en' ? 0 : 3)
  const stance = ((mixed * mixed) % 97) % 4 === 0 ? 'opposes' : 'supports'
  const english = `topic ${k}, question ${q}`
  const original = language === 'en' ? english : `${english}, deutsch`
  return answerCells({
    participant_id: `person ${person}`,
    unit_id: `${language} topic ${k}`,
    language,
    is_controversial: String(k % 2 === 0),
    topic: language === 'en' ? `topic ${k}` : `Thema ${k}`,
    topic_english: `topic ${k}`,
    original,
    original_english: english,
    is_original: String(w === 0),
    wording: w === 0 ? original : `${original}, wording ${w}`,
    repetition: String(repetition),
    yes_means: yesMeans,
    stance,
    option_chosen: words[language][yesMeans === stance ? 0 : 1],
  })
}

/** Which of six topics a person is asked about: all, every third, or such as nobody else is. */
function topicsOf(person: number): number[] {
  if (person === 7) return [0]
  if (person === 8) return [1, 2]
  return range(6).filter((k) => person < 6 || k % 3 === person % 3)
}

/** Answers of thirty people, each in a row: every third in both languages; every fourth is asked a wording again. */
export const byPerson: readonly (readonly AnswerCells[])[] = range(30).map((person) => {
  const languages = person % 3 === 0 ? (['en', 'de'] as const) : [(['en', 'de'] as const)[person % 2] ?? 'en']
  return languages.flatMap((language) =>
    topicsOf(person).flatMap((k) => [
      ...range(3).flatMap((q) => range(2).map((w) => answer({ person, language, at: [k, q, w] }))),
      ...(person % 4 === 0 ? [answer({ person, language, at: [k, 0, 1], repetition: 1 })] : []),
    ]),
  )
})

/** The same answer as a row of a run of people. */
export function rowOf(cells: AnswerCells) {
  const language = cells.language === 'de' ? 'de' : 'en'
  const [yes, no] = words[language]
  const noMeans = cells.yes_means === 'supports' ? 'opposes' : 'supports'
  const share = cells.option_chosen === yes ? 1 : 0
  return runRow({
    ...{ topic: cells.topic, topic_english: cells.topic_english, question: cells.wording, original: cells.original },
    ...{ original_english: cells.original_english, options: { [yes]: cells.yes_means, [no]: noMeans } },
    ...{ sample: cells.participant_id, language: language === 'de' ? 'german' : 'english', country: 'us' },
    ...{ controversial: cells.is_controversial === 'true', repetition: Number(cells.repetition) },
    ...{ 'option 0': yes, 'p(option=0)': share, 'option 1': no, 'p(option=1)': 1 - share },
  })
}
