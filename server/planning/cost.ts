/** What people are paid. */
export interface Pay {
  readonly pay: number
  readonly minutes: number
  /** What a platform takes on top, as a share of the pay. */
  readonly fee: number
  readonly currency: string
}

/** The same as a plan tells it. */
export interface PayTerms {
  readonly currency: string
  readonly perPerson: number
  readonly minutes: number
  readonly feeShare: number
  /** What an hour of answering is paid. */
  readonly hourlyWage: number
}

/** What so many people cost. */
export interface Cost {
  readonly pay: number
  readonly fee: number
  readonly total: number
}

export function costOf(people: number, { pay, fee }: Pay): Cost {
  const [paid, taken] = [inCents(people * pay), inCents(people * pay * fee)]
  return { pay: paid, fee: taken, total: inCents(paid + taken) }
}

export function termsOf({ pay, minutes, fee, currency }: Pay): PayTerms {
  return { currency, perPerson: pay, minutes, feeShare: fee, hourlyWage: inCents((pay / minutes) * 60) }
}

function inCents(amount: number): number {
  return Math.round(amount * 100) / 100
}
