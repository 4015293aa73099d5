/** Who sends people to a study, and how they are told what became of each. */
export interface Recruiter {
  /** As people know it; none where it has no name of its own. */
  readonly title: string | undefined
  /** What their link says somebody is known as. */
  readonly parameter: string
  /** What stands for that in the address that the recruiter is given. */
  readonly placeholder?: string
  /** Whether nobody takes part without. */
  readonly isNeeded: boolean
  /** What such a name looks like. */
  readonly person: RegExp
  /** Whether endings are codes of a fixed address, or whole addresses. */
  readonly codeAddress?: (code: string) => string
}

const ownName = /^[\w.@-]{1,100}$/

/** Sources, read in November 2026:
 *  Prolific: docs.prolific.com, the study object (placeholders of the study URL), and researcher-help.prolific.co,
 *  article 360009223173 (completion URL and codes; data must be stored before anybody gets them).
 *  CloudResearch Connect: connect-researcher-help.cloudresearch.com, article 5046202939796 (redirect URL, completion
 *  code).
 *  SONA: sona-systems.com, "Using the SURVEY CODE feature" (2 to 7 digits, no zero in front) and "External study credit
 *  granting" (completion URL of the browser's side). */
export const recruiters = {
  open: { title: undefined, parameter: 'person', isNeeded: false, person: ownName },
  prolific: {
    title: 'Prolific',
    parameter: 'PROLIFIC_PID',
    placeholder: '{{%PROLIFIC_PID%}}',
    isNeeded: true,
    person: /^[0-9A-Za-z]{24}$/,
    codeAddress: (code) => `https://app.prolific.com/submissions/complete?cc=${encodeURIComponent(code)}`,
  },
  connect: { title: 'Connect', parameter: 'participantId', isNeeded: true, person: /^[0-9A-Za-z-]{1,64}$/ },
  sona: {
    title: 'SONA',
    parameter: 'survey_code',
    placeholder: '%SURVEY_CODE%',
    isNeeded: true,
    person: /^[1-9]\d{1,6}$/,
  },
  other: { title: undefined, parameter: 'person', isNeeded: true, person: ownName },
} as const satisfies Record<string, Recruiter>

export type RecruiterName = keyof typeof recruiters
export const recruiterNames = Object.keys(recruiters) as RecruiterName[]

/** How somebody leaves a study: to a place that their recruiter knows. */
export const endings = ['complete', 'declined'] as const
export type EndingName = (typeof endings)[number]

/** What a study says of its recruiter: the name of the parameter, and a code or an address for each ending. */
export type Recruiting = { readonly recruiter: RecruiterName; readonly parameter: string } & {
  readonly [Name in EndingName]: string | null
}

/** Where somebody is sent at the end. */
export interface Ending {
  readonly address: string
  /** What they can type in instead, where there is such a code. */
  readonly code: string | undefined
  readonly title: string | undefined
}

export function recruiterOf({ recruiter }: Pick<Recruiting, 'recruiter'>): Recruiter {
  return recruiters[recruiter]
}

/** Where an address takes the name that a recruiter gave somebody. */
export const personMark = '{person}'

/** Undefined where the study has no such ending, and for whoever has no name there: invented people, and real ones when
 *  theirs was deleted. */
export function endingOf(recruiting: Recruiting, name: EndingName, person: string | undefined): Ending | undefined {
  const { title, codeAddress } = recruiterOf(recruiting)
  const told = recruiting[name]
  if (told === null || person === undefined) return undefined
  if (codeAddress) return { address: codeAddress(told), code: told, title }
  return { address: told.replaceAll(personMark, encodeURIComponent(person)), code: undefined, title }
}
