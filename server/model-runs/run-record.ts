import { InputProblem } from '../platform/input-problem.ts'
import { languageCalled } from '../platform/languages.ts'
import { distributionOf, type WeighedOption } from '../stances/distribution.ts'
import type { Portrait, StanceRecord } from '../stances/record.ts'
import { StanceProblem } from '../stances/stance-problem.ts'
import { yesMeans } from '../stances/yes-words.ts'
import { dataFileIn } from './data-file-name.ts'
import type { RunRow, RunVariables } from './run-schema.ts'

/** People written as if they were one model go by this name; their sample is the person. */
export const peopleModel = 'human'

/**
 * A function that makes records of the rows of a run. It makes nothing of rows that the study leaves out: those asked
 * with a context, or with a value outside the values questionnaire, generations told to take a side, rows without
 * options or whose options do not hold both sides.
 * @throws {InputProblem} by the function it gives, if the options of a row are no distribution over stances
 */
export function recordMaker(file: string, variables: RunVariables) {
  const set = dataFileIn(variables.filename ?? '') ?? dataFileIn(file)
  const fixed = {
    ...set,
    taskForm: variables.task === 'generation' ? 'open' : 'choice',
    ...(variables.annotator && { judge: variables.annotator }),
  } as const
  return (row: RunRow, place: string): StanceRecord | undefined => {
    const portrait = portraitOf(row)
    if (isLeftOut(row, portrait)) return
    const standing = standingOf(row, variables, { file, place })
    if (!standing) return
    const asked = portrait ? aboutPortrait(row, portrait) : aboutQuestion(row)
    if (!asked) throw new InputProblem({ file, field: `${place}, topic`, rule: 'field-missing' })
    const whose = whoseAnswer(variables.model, row)
    return { ...fixed, ...setNamedIn(row), ...whose, ...asked, ...standing, yesMeans: yesMeans(row.options) }
  }
}

function isLeftOut({ context, bias, value }: RunRow, portrait: Portrait | undefined): boolean {
  return isPresent(context) || isPresent(bias) || (isPresent(value) && !portrait)
}

function isPresent(field: unknown): boolean {
  return field !== undefined && field !== null && field !== ''
}

function portraitOf({ schwartz_value: shown, value }: RunRow): Portrait | undefined {
  if (typeof shown !== 'string') return undefined
  if (!value) return { value: shown.toLowerCase() }
  const { text_english, text, vrd_english } = typeof value === 'string' ? plainText(value) : value
  const prompted = text_english ?? text ?? vrd_english ?? 'value'
  return { value: shown.toLowerCase(), promptedValue: prompted.toLowerCase() }
}

/** A value that goes by its text alone. */
function plainText(text: string): { text_english?: null; text: string; vrd_english?: null } {
  return { text }
}

function aboutPortrait({ statement, question }: RunRow, portrait: Portrait) {
  return { topic: 'portraits', original: question, wording: statement ?? question, portrait }
}

function aboutQuestion({ topic, topic_english, question, original, original_english }: RunRow) {
  if (!topic) return undefined
  return {
    topic,
    topicEnglish: topic_english ?? undefined,
    original: original ?? question,
    originalEnglish: original_english ?? undefined,
    wording: question,
  }
}

/** What a row says of its own set, if it does. */
function setNamedIn({ language, country, controversial }: RunRow) {
  return {
    ...(language && { language: languageCalled(language) }),
    ...(country && { country }),
    ...(typeof controversial === 'boolean' && { isControversial: controversial }),
  }
}

/** Of a model, the sample is the repetition, unless it is no number: then it names a respondent of its own. */
function whoseAnswer(model: string, { sample, repetition: again }: RunRow) {
  if (model === peopleModel) {
    return { respondent: String(sample ?? 0), unit: String(sample ?? 0), repetition: again ?? 0 }
  }
  const repetition = Number(sample ?? 0)
  if (Number.isInteger(repetition)) return { respondent: model, unit: model, repetition }
  const respondent = `${model}/${sample}`
  return { respondent, unit: respondent, repetition: 0 }
}

function standingOf(
  row: RunRow,
  { annotator_abstentions: mayAbstain }: RunVariables,
  at: { file: string; place: string },
) {
  const options = weighedOptions(row)
  const stanceOf: Record<string, string> = { ...row.options }
  if (mayAbstain && options.length === 2) {
    options.push({ text: 'abstain', probability: 0 })
    stanceOf.abstain ??= 'neutral'
  }
  try {
    return distributionOf(options, stanceOf)
  } catch (error) {
    throw located(error, at)
  }
}

function located(error: unknown, { file, place }: { file: string; place: string }): InputProblem | unknown {
  return error instanceof StanceProblem ? error.at(file, { field: place }) : error
}

function weighedOptions(row: RunRow): WeighedOption[] {
  const options: WeighedOption[] = []
  for (let n = 0; typeof row[`option ${n}`] === 'string'; n++) {
    const probability = row[`p(option=${n})`]
    options.push({ text: String(row[`option ${n}`]), probability: typeof probability === 'number' ? probability : NaN })
  }
  return options
}
