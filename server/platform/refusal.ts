const statuses = {
  busy: 503,
  'form-expired': 403,
  'language-unknown': 404,
  'link-incomplete': 400,
  'link-used': 410,
  'not-found': 404,
  'not-saved': 503,
  'not-signed-in': 401,
  'participation-ended': 410,
  'participation-unknown': 404,
  'request-refused': 400,
  'run-unknown': 404,
  'study-closed': 410,
  'study-full': 409,
  'study-unknown': 404,
  'too-large': 413,
  'too-many-starts': 429,
  'too-many-tries': 429,
  unexpected: 500,
  withdrawn: 410,
  'wrong-host': 421,
  'wrong-method': 405,
  'wrong-type': 415,
} as const

export type RefusalCode = keyof typeof statuses
export const refusalCodes = Object.keys(statuses) as RefusalCode[]

/** Thrown when a rule forbids the request. Each code has its words in locales/<language>/errors.json. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
    this.status = statuses[code]
  }
}
