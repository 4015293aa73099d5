import { abstain, type Choice, declined } from '../participation/choice.ts'
import { stancesOf } from '../participation/counted.ts'
import type { Person } from '../participation/people.ts'
import { languageWords } from '../platform/languages.ts'
import type { Study } from '../studies/study.ts'
import type { UnitWording } from '../studies/unit.ts'
import { choiceText } from './answer-rows.ts'

/** What a run file says of itself, in the study's names: here people answered as if they were one model. */
export function runVariables(study: Study, { people, isSimulated }: { people: number; isSimulated: boolean }) {
  const [language] = study.languages
  return {
    filename: null,
    sample_size: null,
    samples: people,
    randomize_option_order: true,
    task: 'classification',
    no_rephrase: study.unitKind === 'topic',
    single_question: false,
    temperature: null,
    endpoint: null,
    model: 'human',
    query_language: study.languages.length === 1 && language ? languageWords[language] : null,
    allow_abstentions: study.isAbstainOffered,
    follow_up: false,
    system_prompt: false,
    single_letter_prompt: false,
    example_answer: false,
    count_tokens: false,
    ask_confidence: false,
    use_context: false,
    use_values: false,
    num_values: 0,
    most_ambiguous_value: false,
    unrelated_value: false,
    static_value: false,
    source: 'stanceline',
    simulated: isSimulated,
    origin: study.id,
    version: '.07',
  }
}

/** One row of a run for each answer of a person that has a stance. */
export function runRows(study: Study, person: Person, wordings: readonly UnitWording[]): object[] {
  return stancesOf(person).flatMap((answer) => {
    const wording = wordings.find(({ id }) => id === answer.wordingId)
    if (!wording) return []
    return {
      topic: wording.topic,
      topic_english: wording.topicEnglish,
      question: wording.sourceText,
      original: wording.original,
      original_english: wording.originalEnglish,
      rephrase: !wording.isOriginal,
      options: stanceByText(wording, study),
      answer: choiceText(answer.choice, wording),
      ...blanks,
      sample: person.id,
      ...(study.retests > 0 && { repetition: answer.repetition }),
      ...weights(answer.choices, answer.choice, wording),
      language: languageWords[person.language],
      country: study.country,
      controversial: wording.isControversial,
    }
  })
}

const blanks = {
  confidence: null,
  text: null,
  full: null,
  prompt: null,
  answer_logprobs: null,
  example_answer: null,
  value: null,
  value_hash: 0,
  context: null,
  context_hash: 0,
}

function stanceByText({ options }: UnitWording, { isAbstainOffered }: Study): Record<string, string> {
  const stances = Object.fromEntries(options.map(({ text, stance }) => [text, stance]))
  return isAbstainOffered ? { ...stances, [abstain]: 'neutral' } : stances
}

/** Options in the order shown, with all the weight on what was chosen. */
function weights(choices: readonly Choice[], chosen: Choice, wording: UnitWording): Record<string, string | number> {
  const shown = choices.filter((choice) => choice !== declined)
  return Object.fromEntries(
    shown.flatMap((choice, n) => [
      [`option ${n}`, choiceText(choice, wording)],
      [`p(option=${n})`, choice === chosen ? 1 : 0],
    ]),
  )
}
