import type { Flag, Json, Time } from './columns.ts'

/** Ids are hashes of content, so the same words have the same id in every database. Nothing here is ever rewritten
 *  or deleted: a changed file becomes a new edition beside the older ones. */
export interface QuestionnaireTables {
  questionSets: { id: string; questionnaire: string; language: string; country: string; isControversial: Flag }
  topics: { id: string; setId: string; name: string; nameEnglish: string | null }
  originals: { id: string; setId: string; text: string; textEnglish: string }
  options: {
    id: string
    originalId: string
    text: string
    stance: 'supports' | 'opposes' | 'neutral'
    position: number
  }
  wordings: {
    id: string
    originalId: string
    sourceText: string
    displayText: string
    /** The names of the rules by which the display text was made of the source text. */
    displayRules: Json
    isOriginal: Flag
  }
  /** One content of a question file; the latest of a set is the current one. */
  editions: { id: string; setId: string; sequence: number; sha256: string; fileName: string; importedAt: Time }
  /** Position is the line in the file of that edition. */
  editionWordings: { editionId: string; wordingId: string; topicId: string; position: number }
  /** One content of an instrument's file; the latest of a name and language is the current one. */
  instruments: {
    id: string
    name: 'pvq-21'
    language: string
    sequence: number
    sha256: string
    fileName: string
    importedAt: Time
  }
  instrumentItems: {
    id: string
    instrumentId: string
    position: number
    statement: string
    question: string
    schwartzValue: string
    options: Json
    valuePrompts: Json
  }
}
