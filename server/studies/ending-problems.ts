import { type EndingName, endings, personMark, type RecruiterName, recruiterOf } from './recruiters.ts'

/** What a design says of a recruiter. */
interface RecruitingWishes {
  readonly recruiter: RecruiterName
  readonly parameter?: string | undefined
  readonly complete?: string | undefined
  readonly declined?: string | undefined
}

/** What a recruiter would not understand: it must be told who is done, in its own way. */
export function endingProblems(wishes: RecruitingWishes): { path: string[]; message: string }[] {
  const wrong = endings.map((name) => ({ name, expected: expectedOf(wishes, name) }))
  return [
    ...(wishes.parameter === undefined || wishes.recruiter === 'other'
      ? []
      : [{ path: ['parameter'], message: 'expected only with --recruiter other: the others have their own' }]),
    ...wrong.flatMap(({ name, expected }) => (expected ? [{ path: [name], message: `expected ${expected}` }] : [])),
  ]
}

function expectedOf({ recruiter, ...wishes }: RecruitingWishes, name: EndingName): string | undefined {
  const told = wishes[name]
  if (recruiter === 'open') return told === undefined ? undefined : 'only with --recruiter'
  if (told !== undefined) return formOf(recruiter, told)
  return name === 'complete' ? 'with --recruiter: how it is told who is done' : undefined
}

function formOf(recruiter: RecruiterName, told: string): string | undefined {
  if (recruiterOf({ recruiter }).codeAddress)
    return /^[\w-]{1,50}$/.test(told) ? undefined : 'a code of letters and digits'
  return isSafeAddress(told) ? undefined : `an https address, in which ${personMark} stands for who it is`
}

/** Nothing but what follows the host may depend on a person. */
function isSafeAddress(told: string): boolean {
  const address = told.replaceAll(personMark, 'x')
  if (!URL.canParse(address) || /[\s<>"\\]/.test(told)) return false
  const { protocol, username, host } = new URL(address)
  return protocol === 'https:' && username === '' && told.startsWith(`https://${host}/`)
}
