import type { Flag, Json, Time } from './columns.ts'

export interface StudyTables {
  studies: {
    id: string
    name: string
    questionnaire: string
    country: string
    unitKind: 'topic' | 'paraphrase'
    peoplePerUnit: number
    /** How many questions of a unit are put again at the end. */
    retests: number
    isAbstainOffered: Flag
    isDeclineOffered: Flag
    textKind: 'display' | 'source'
    startsPerMinute: number
    leaseMinutes: number
    /** Who sends people, and where they go at the end. */
    recruiting: Json
    /** For how many days the names that recruiters gave are kept. */
    nameDays: number
    isDemonstration: Flag
    /** How many people ever asked for a place; also what orders the starts of one study. */
    startCount: number
    createdAt: Time
    closedAt: Time | null
  }
  studyLanguages: { studyId: string; language: string; position: number }
  studyUnits: { id: string; studyId: string; language: string; topicId: string; position: number }
  unitWordings: { unitId: string; wordingId: string; position: number }
  /** Places of a unit: how many are wanted, how many are held by people who finished or are under way. */
  unitPlaces: { unitId: string; isSimulated: Flag; wanted: number; taken: number }
}
