import type { answerColumns } from './answer-columns.ts'
import type { participantColumns } from './participants-csv.ts'

/** What a column holds. */
interface Entry {
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'time' | 'json'
  readonly description: string
  /** The only values there are, where there are only some. */
  readonly values?: string
}

type Codebook = {
  readonly 'answers.csv': Record<(typeof answerColumns)[number], Entry>
  readonly 'participants.csv': Record<(typeof participantColumns)[number], Entry>
  readonly 'codebook.csv': Record<(typeof codebookColumns)[number], Entry>
}

export const codebookColumns = ['file', 'column', 'type', 'description', 'values'] as const

const participantId: Entry = {
  type: 'text',
  description: 'Random identifier of the person in this study; the same in every file',
}
const status: Entry = {
  type: 'text',
  description: 'How far the person came; figures are made of people who finished',
  values:
    'finished | unfinished | over-quota (finished after their place had gone to somebody else) | withdrawn (has no answers any more)',
}
const isSimulated: Entry = {
  type: 'boolean',
  description: 'Whether the person was invented by the simulate command',
  values: 'true | false',
}
const unitId: Entry = { type: 'text', description: 'Identifier of what the person was asked in one go' }
const language: Entry = {
  type: 'text',
  description: 'Language of the pages and questions',
  values: 'en | de | ja | zh-Hans',
}

/** Every column of every file, and no other: the compiler sees to it. */
export const codebook: Codebook = {
  'answers.csv': {
    participant_id: participantId,
    participant_status: status,
    is_simulated: isSimulated,
    study_id: { type: 'text', description: 'Identifier of the study' },
    unit_id: unitId,
    unit_kind: {
      type: 'text',
      description: 'What a unit holds: every question on one topic, or every wording of one question',
      values: 'topic | paraphrase',
    },
    country: { type: 'text', description: 'Country the questions are about, as in the name of their file' },
    language,
    is_controversial: {
      type: 'boolean',
      description: 'Whether the topic is from a controversial set',
      values: 'true | false',
    },
    topic: { type: 'text', description: 'Topic, as in the question file' },
    topic_english: { type: 'text', description: 'English name of the topic; empty where the file has none' },
    original: { type: 'text', description: 'First wording of the question, as in the file: identifies the question' },
    original_english: { type: 'text', description: 'English text of the original: links languages' },
    is_original: { type: 'boolean', description: 'Whether the wording is the original', values: 'true | false' },
    wording_id: { type: 'text', description: 'Identifier of the wording, made of its content' },
    wording: { type: 'text', description: 'The text the person read' },
    repetition: {
      type: 'integer',
      description: 'How often this wording had been put to the person before; 0 unless a study asks again',
    },
    text_kind: {
      type: 'text',
      description: 'Whether people read the text of the file or the text cleaned for display',
      values: 'display | source',
    },
    text_sha256: { type: 'text', description: 'SHA-256 of the text the person read, stored with the answer' },
    position: { type: 'integer', description: 'Place of the question in the order it was asked, from 1' },
    options_shown: {
      type: 'json',
      description: 'What could be chosen, in the order on the page; abstain and declined stand for themselves',
    },
    option_chosen: { type: 'text', description: 'What was chosen: the text of an option, abstain or declined' },
    position_chosen: { type: 'integer', description: 'Place of what was chosen on the page, from 1' },
    stance: {
      type: 'text',
      description: 'Where the answer stands towards the topic; empty when declined',
      values: 'supports | opposes | neutral',
    },
    yes_means: {
      type: 'text',
      description: 'Where a "yes" stands towards the topic',
      values: 'supports | opposes | none (the options are not a yes and a no)',
    },
    is_abstain_offered: { type: 'boolean', description: 'Whether abstaining was offered', values: 'true | false' },
    revision_count: { type: 'integer', description: 'How often the answer was changed before the end' },
    answered_at: { type: 'time', description: 'When this answer was stored, ISO 8601, UTC' },
  },
  'participants.csv': {
    participant_id: participantId,
    participant_status: status,
    is_simulated: isSimulated,
    unit_id: unitId,
    language,
    consent_version: { type: 'text', description: 'Version of the consent text the person agreed to' },
    consent_sha256: { type: 'text', description: 'SHA-256 of that text' },
    consented_at: { type: 'time', description: 'When the person agreed, ISO 8601, UTC' },
    is_sharing: {
      type: 'boolean',
      description: 'Whether the person agreed to their answers, without names, being published as open data',
      values: 'true | false',
    },
    started_at: { type: 'time', description: 'When the person began, ISO 8601, UTC' },
    finished_at: { type: 'time', description: 'When the person finished, ISO 8601, UTC; empty if they did not' },
    minutes: { type: 'number', description: 'From beginning to finishing, in minutes; empty if unfinished' },
    questions_asked: { type: 'integer', description: 'How many questions the unit has' },
    questions_answered: { type: 'integer', description: 'How many were answered, declined ones among them' },
    questions_declined: { type: 'integer', description: 'How many the person would rather not answer' },
    answers_changed: { type: 'integer', description: 'How often answers were changed, in all' },
    comment: {
      type: 'text',
      description: 'Comment at the end; one that begins like a formula has an apostrophe before it',
    },
  },
  'codebook.csv': {
    file: { type: 'text', description: 'File the column is in' },
    column: { type: 'text', description: 'Name of the column' },
    type: { type: 'text', description: 'Kind of value', values: 'text | integer | number | boolean | time | json' },
    description: { type: 'text', description: 'What the column holds' },
    values: { type: 'text', description: 'The only values there are, where there are only some' },
  },
}

export function codebookRows(): Record<(typeof codebookColumns)[number], string>[] {
  return Object.entries(codebook).flatMap(([file, columns]) =>
    Object.entries(columns).map(([column, { type, description, values }]) => ({
      file,
      column,
      type,
      description,
      values: values ?? '',
    })),
  )
}
