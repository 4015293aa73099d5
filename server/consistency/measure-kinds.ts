export const measureKinds = ['topic', 'paraphrase'] as const
/** `topic`: all answers of a respondent on a topic. `paraphrase`: those to the wordings of one question. */
export type MeasureKind = (typeof measureKinds)[number]
