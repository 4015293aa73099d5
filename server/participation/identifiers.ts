/** What in a text could tell who somebody is. */
export const identifierKinds = ['email', 'phone', 'number'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** The kinds that a text seems to hold, as people write them in the languages there are, full-width letters included.
 *  Finds what looks like one, without looking it up anywhere: a person is asked, nothing is refused. */
export function identifiersIn(text: string): IdentifierKind[] {
  const plain = text.normalize('NFKC').replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
  return identifierKinds.filter((kind) => finders[kind](plain))
}

const finders: Record<IdentifierKind, (plain: string) => boolean> = {
  email: (plain) => /[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){0,8}\.\p{Letter}{2,}/u.test(plain),
  phone: (plain) => candidates(plain).some(isPhone),
  number: (plain) => numbers.some((form) => form.test(plain)),
}

/** Runs of digits with what people put between them. */
function candidates(plain: string): string[] {
  return plain.match(/(?<![\dA-Za-z.,])[+(]?\d(?:[ ()/.-]{0,2}\d){8,14}(?![\dA-Za-z])/g) ?? []
}

/** Begins as numbers do that can be called: with a prefix, a zero, or as mobile numbers in China; or is grouped as in
 *  North America. */
function isPhone(run: string): boolean {
  const digits = run.replace(/\D/g, '')
  if (/^[+(]|^00?[1-9]/.test(run)) return true
  return /^1[3-9]\d{9}$/.test(digits) || /^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(run)
}

const numbers: readonly RegExp[] = [
  /\b(?=[\da-f]*[a-f])(?=[a-f]*\d)[\da-f]{24}\b/i, // Prolific
  /\bA(?=[A-Z]*\d)[\dA-Z]{12,13}\b/, // Mechanical Turk
  /(?<!\d)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\d)/i, // resident number, China
  /(?<![\d-])\d{4}([ -]?)\d{4}\1\d{4}(?![\d-])/, // individual number, Japan
  /(?<![\d-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d-])/, // payment card
  /\b[A-Z]{2}\d{2}( ?[\dA-Z]{4}){3,7}( ?[\dA-Z]{1,3})?\b/, // IBAN
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/, // social security number, United States
]
