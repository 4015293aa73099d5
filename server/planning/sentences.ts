import type { Wanted } from './goal.ts'
import type { AskedBasis, Origin, StatedBasis } from './origin.ts'

/** What has to be so for a plan to hold. */
export function restsOn(basis: Origin['basis']): string[] {
  return [
    basis.from === 'stated' ? statedPeople(basis) : askedPeople(basis),
    'As many people count in every unit: whoever breaks off or fails a check comes on top.',
  ]
}

function statedPeople({ keeps, questions }: StatedBasis): string {
  return (
    'Nobody was asked: everybody is taken to hold a side in their unit and to answer each of ' +
    `${questions} questions by it with probability ${keeps}, alike in all units.`
  )
}

function askedPeople({ from, sources, people, peoplePerUnit: { least, most } }: AskedBasis): string {
  const each = least === most ? `${least}` : `${least} to ${most}`
  const who = from === 'published' ? 'people of the published study' : 'people of a pilot'
  return (
    `People to come are like the ${people} ${who} (${sources.join(', ')}), ${each} to a unit. As these are few, ` +
    'a unit is taken to be half its own people and half everybody who gave as many answers.'
  )
}

/** What a plan is not about, though it may look so. */
export function doesNotPromise(wanted: Wanted): string[] {
  return [
    ...ofWanted(wanted),
    'anything about a single topic: its interval is far wider than that of the total',
    'anything about other topics: with topics as a sample, the interval narrows with more topics, hardly with more people',
  ]
}

function ofWanted(wanted: Wanted): string[] {
  if ('width' in wanted)
    return ['an interval as narrow in every single study: about half of all are wider than expected']
  if ('difference' in wanted) {
    return [
      'that the difference is as large as stated: a smaller one needs more people',
      'the same power against a figure that is itself uncertain, such as that of other people: its own error comes on top',
    ]
  }
  return [
    'that anything is equivalent: the power holds for a figure that is exactly the true one; one that lies off needs more people',
    'the same power against a figure that is itself uncertain, such as that of other people: its own error comes on top',
  ]
}
