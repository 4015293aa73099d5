import { stringify } from 'csv-stringify/sync'
import { answerColumns } from '../../server/exports/answer-columns.ts'

export type AnswerCells = Partial<Record<(typeof answerColumns)[number], string>>

/** An answer of participant p1 who finished and supports, changed as told. */
export function answerCells(changes: AnswerCells = {}): AnswerCells {
  return {
    participant_id: 'p1',
    participant_status: 'finished',
    is_simulated: 'false',
    study_id: 's1',
    unit_id: 'u1',
    unit_kind: 'topic',
    country: 'us',
    language: 'en',
    is_controversial: 'true',
    topic: 'Trams',
    topic_english: 'Trams',
    original: 'Should trams be free?',
    wording: 'Should trams be free?',
    options_shown: '["yes","no"]',
    option_chosen: 'yes',
    stance: 'supports',
    is_abstain_offered: 'false',
    ...changes,
  }
}

/** Answers as the text of answers.csv. */
export function answersText(...answers: AnswerCells[]): string {
  return stringify(answers, { header: true, columns: [...answerColumns] })
}
