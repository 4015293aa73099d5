import type { Flag, Json, Time } from './columns.ts'

export interface ParticipationTables {
  participants: {
    id: string
    studyId: string
    unitId: string
    language: string
    tokenHash: string
    /** Drawn when the consent page was made: a second click of the same form finds the first one's participant. */
    startKey: string
    isSimulated: Flag
    placeState: 'held' | 'released' | 'over-quota'
    startedAt: Time
    /** When they last did something: their place is held from then for as long as the study says. */
    seenAt: Time
    finishedAt: Time | null
    completionCode: string | null
    feedback: string | null
  }
  consents: { participantId: string; version: string; language: string; textHash: string; agreedAt: Time }
  /** The questions one person is asked, in order, each with the order of its options. */
  askings: { participantId: string; wordingId: string; position: number; optionOrder: Json }
  answers: {
    participantId: string
    wordingId: string
    /** 1 for the first answer; a changed one counts on, and the highest is the one that counts. */
    revision: number
    kind: 'option' | 'abstain' | 'declined'
    optionId: string | null
    stance: 'supports' | 'opposes' | 'neutral' | null
    positionChosen: number
    textHash: string
    answeredAt: Time
  }
}
