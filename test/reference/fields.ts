/** What stands at a path in some output: one of its values, whatever the places in lists. */
export interface Field {
  readonly path: string
  readonly value: unknown
}

/** Every field of outputs with every value it has; places in lists have no part in a path. */
export function fieldsIn(value: unknown, path = ''): Field[] {
  if (Array.isArray(value)) return value.flatMap((one) => fieldsIn(one, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, own]) => {
    const place = path === '' ? name : `${path}.${name}`
    return [{ path: place, value: own }, ...fieldsIn(own, place)]
  })
}

/** Whether a field tells of a figure: it is a number, holds one, or says why there is none. */
export function bearsFigure({ value }: Field): boolean {
  if (Array.isArray(value)) return value.some((one) => bearsFigure({ path: '', value: one }))
  if (typeof value !== 'object' || value === null) return typeof value === 'number'
  return Object.entries(value).some(([name, own]) => name === 'undefined' || bearsFigure({ path: name, value: own }))
}

/** Whether a path is, or ends in, the name of a field or the end of a path. */
export function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`.${name}`)
}

/** Fields that tell how often, from what or about whom; a count must be a whole number. */
export const counts: Readonly<Record<string, string>> = {
  answers: 'answers that a figure is made of',
  comparedItems: 'items with two ratings or more',
  duplicates: 'submissions beyond the first of a person',
  failedAttention: 'people who failed a check',
  items: 'items that were rated',
  leftOut: 'topics, answers or resamples left out',
  least: 'smaller end of a range of counts, as of people per unit',
  most: 'larger end of such a range',
  n: 'ratings in a test',
  passed: 'people who failed none',
  people: 'people of a study, real or planned',
  peoplePerUnit: 'people in each unit',
  questions: 'questions that a figure is made of',
  raters: 'people or judges who rated',
  ratings: 'ratings that a figure is made of',
  respondents: 'respondents whose answers a figure is made of',
  seed: 'what the draws began with',
  submissions: 'forms sent in',
  topics: 'topics that a figure is made of',
  wordings: 'wordings put again',
}

/** Fields that hold figures and are none themselves. */
export const containers: Readonly<Record<string, string>> = {
  baseline: 'one side of a comparison',
  byTopic: 'the same figures, topic by topic',
  fourLevels: 'the same figures on all four levels of controversy',
  measures: 'all measures',
  otherDistances: 'the same figures by other distances',
  runs: 'the other sides of a comparison',
  sets: 'sets of topics that were rated',
  twoLevels: 'the same figures, controversial or not',
}
