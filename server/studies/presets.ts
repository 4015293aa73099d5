import type { StudyWishes } from './schema.ts'

/** The two designs of the published human baseline: each of 28 units answered by 3 people, with no way out of
 *  choosing (Moore, Deshpande, Yang 2024, arXiv:2407.02996). */
const asPublished = {
  questionnaire: 'valueconsistency',
  country: 'us',
  controversy: 'controversial',
  languages: ['en'],
  peoplePerUnit: 3,
  isAbstainOffered: false,
  isDeclineOffered: false,
} satisfies StudyWishes

export const presets = {
  'paper-topic': { ...asPublished, name: 'As published: topics', unitKind: 'topic' },
  'paper-paraphrase': { ...asPublished, name: 'As published: paraphrases', unitKind: 'paraphrase' },
} satisfies Record<string, StudyWishes>

export type PresetName = keyof typeof presets
export const presetNames = Object.keys(presets) as PresetName[]
