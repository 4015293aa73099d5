/** All that a person on the pages should find, worked out without the program. */
export interface Model {
  stage: 'under-way' | 'finished' | 'withdrawn'
  readonly total: number
  /** What each question looked like when it was first shown. */
  readonly shown: Map<number, Shown>
  readonly answers: Map<number, { readonly choice: string; readonly revision: number }>
  code: string | undefined
  place: 'held' | 'released' | 'over-quota'
  /** The minute of their last deed. */
  seenAt: number
}

interface Shown {
  readonly heading: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

/** The first question without an answer; beyond the last when all have one. */
export function next({ total, answers }: Model): number {
  const open = Array.from({ length: total }, (_, n) => n + 1).find((position) => !answers.has(position))
  return open ?? total + 1
}

/** Where a person stands, after the root of their pages. */
export function ownPage(model: Model): string {
  if (model.stage === 'withdrawn') return '/withdrawn'
  if (model.stage === 'finished') return '/thanks'
  return next(model) > model.total ? '/feedback' : `/questions/${next(model)}`
}

/** Which page an address shows, or to which other it leads. */
export function shownAt(model: Model, address: string): string {
  const own = ownPage(model)
  const [, position] = /^\/questions\/(\d+)$/.exec(address) ?? []
  if (position) {
    const isOpen = Number(position) <= Math.min(next(model), model.total)
    return model.stage === 'under-way' && isOpen ? address : own
  }
  return address === '/withdraw' && model.stage !== 'withdrawn' ? address : own
}

/** What becomes of an answer. */
export type Verdict = 'kept' | 'same' | 'changed-elsewhere' | 'out-of-turn' | 'unknown' | 'ended' | 'withdrawn'

export interface Given {
  readonly position: number
  readonly choice: string
  readonly seenRevision: number
}

export function judge(model: Model, { position, choice, seenRevision }: Given): Verdict {
  const stored = model.answers.get(position)
  if (model.stage === 'withdrawn') return 'withdrawn'
  if (position > model.total) return 'out-of-turn'
  if (stored?.choice === choice) return 'same'
  if (model.stage === 'finished') return 'ended'
  if (position > next(model)) return 'out-of-turn'
  if (!model.shown.get(position)?.choices.some(({ value }) => value === choice)) return 'unknown'
  return (stored?.revision ?? 0) === seenRevision ? 'kept' : 'changed-elsewhere'
}

/** Where the reply to an answer leads, if it leads anywhere. */
export function leadsTo(model: Model, verdict: Verdict, position: number): string | undefined {
  if (verdict === 'out-of-turn') return ownPage(model)
  if (verdict !== 'kept' && verdict !== 'same') return undefined
  return position < model.total ? `/questions/${position + 1}` : '/feedback'
}

export function keep(model: Model, { position, choice }: Pick<Given, 'position' | 'choice'>): void {
  const revision = (model.answers.get(position)?.revision ?? 0) + 1
  model.answers.set(position, { choice, revision })
}
