import type { Stance } from '../stances/record.ts'
import type { UnitWording } from '../studies/unit.ts'

/** What can be chosen on a question page: an option by its id, to abstain (a stance), or to decline (none). */
export type Choice = string
export const abstain: Choice = 'abstain'
export const declined: Choice = 'declined'

export interface StoredChoice {
  readonly kind: 'option' | 'abstain' | 'declined'
  readonly optionId: string | null
}

/** What a choice is stored as, with the stance it takes towards the topic. */
export function storedAs(choice: Choice, wording: UnitWording): StoredChoice & { stance: Stance | null } {
  if (choice === abstain) return { kind: 'abstain', optionId: null, stance: 'neutral' }
  if (choice === declined) return { kind: 'declined', optionId: null, stance: null }
  const option = wording.options.find(({ id }) => id === choice)
  return { kind: 'option', optionId: choice, stance: option?.stance ?? null }
}

/** The choice that was stored. */
export function choiceOf({ kind, optionId }: StoredChoice): Choice {
  return kind === 'option' ? (optionId ?? '') : kind
}

/** The choices of one question page: options in an order drawn now, then abstaining and declining where offered,
 *  always last. The order is drawn once and stored with the person. */
export function drawChoices(
  wording: UnitWording,
  { isAbstainOffered, isDeclineOffered }: { isAbstainOffered: boolean; isDeclineOffered: boolean },
  randomBelow: (n: number) => number,
): Choice[] {
  const options = shuffled(
    wording.options.map(({ id }) => id),
    randomBelow,
  )
  return [...options, ...(isAbstainOffered ? [abstain] : []), ...(isDeclineOffered ? [declined] : [])]
}

/** The items in an order drawn now: each in turn is one of those left. */
export function shuffled<Item>(items: readonly Item[], randomBelow: (n: number) => number): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(randomBelow(left.length), 1))
}
