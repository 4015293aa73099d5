import { abstain, type Choice, declined } from '../participation/choice.ts'
import type { GivenAnswer, Person } from '../participation/people.ts'
import type { Study } from '../studies/study.ts'
import type { UnitWording } from '../studies/unit.ts'
import type { answerColumns } from './answer-columns.ts'

type Cells = Record<(typeof answerColumns)[number], string | number | boolean>

/** One row of answers.csv for each answer of a person, as it stood at the end. */
export function answerRows(study: Study, person: Person, wordings: readonly UnitWording[]): Cells[] {
  return person.answers.flatMap((answer) => {
    const wording = wordings.find(({ id }) => id === answer.wordingId)
    return wording
      ? { ...aboutPerson(study, person), ...aboutWording(study, wording), ...aboutAnswer(answer, wording) }
      : []
  })
}

function aboutPerson(study: Study, person: Person) {
  return {
    participant_id: person.id,
    participant_status: person.status,
    is_simulated: person.isSimulated,
    study_id: study.id,
    unit_id: person.unitId,
    unit_kind: study.unitKind,
    country: study.country,
    language: person.language,
    is_abstain_offered: study.isAbstainOffered,
  }
}

function aboutWording({ textKind }: Study, wording: UnitWording) {
  return {
    is_controversial: wording.isControversial,
    topic: wording.topic,
    topic_english: wording.topicEnglish ?? '',
    original: wording.original,
    original_english: wording.originalEnglish,
    is_original: wording.isOriginal,
    wording_id: wording.id,
    wording: wording.text,
    text_kind: textKind,
  }
}

function aboutAnswer(answer: GivenAnswer, wording: UnitWording) {
  const text = (choice: Choice) => choiceText(choice, wording)
  return {
    text_sha256: answer.textHash,
    repetition: answer.repetition,
    position: answer.position,
    options_shown: JSON.stringify(answer.choices.map(text)),
    option_chosen: text(answer.choice),
    position_chosen: answer.positionChosen,
    stance: answer.stance ?? '',
    yes_means: wording.yesMeans ?? 'none',
    revision_count: answer.changes,
    answered_at: answer.answeredAt,
  }
}

/** The text of an option; `abstain` and `declined` stand for themselves in every language. */
export function choiceText(choice: Choice, { options }: UnitWording): string {
  return choice === abstain || choice === declined ? choice : (options.find(({ id }) => id === choice)?.text ?? '')
}
