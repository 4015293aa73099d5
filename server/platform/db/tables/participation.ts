import type { Flag, Json, Time } from './columns.ts'

interface Consent {
  participantId: string
  version: string
  language: string
  textHash: string
  agreements: Json
  agreedAt: Time
}

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
    /** Decides what was drawn for them; null for those who began before it was kept. */
    drawSeed: string | null
    /** The units that had fewest people when they began, by position. */
    drawnAmong: Json | null
    placeState: 'held' | 'released' | 'over-quota'
    startedAt: Time
    /** When they last did something: their place is held from then for as long as the study says. */
    seenAt: Time
    finishedAt: Time | null
    completionCode: string | null
    feedback: string | null
    /** When they took everything back. */
    withdrawnAt: Time | null
  }
  /** The name by which a recruiter knows somebody, encrypted. */
  recruiterNames: { participantId: string; sealed: string; deleteAfter: Time }
  /** Every text that people were asked to agree to; the current one of its language is the last. */
  consentTexts: { language: string; version: string; textHash: string; content: Json; isCurrent: Flag; keptAt: Time }
  /** What a person has agreed to: which text, and the boxes they ticked. */
  consents: Consent
  /** What they had agreed to before that. */
  earlierConsents: Consent
  /** The questions one person is asked, in order, each with the order of its options. */
  askings: {
    participantId: string
    position: number
    wordingId: string
    /** How often it was put to them before. */
    repetition: number
    optionOrder: Json
  }
  answers: {
    participantId: string
    /** Of what they were asked. */
    position: number
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
