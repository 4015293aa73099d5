import type { Problem } from '../platform/http/problems.ts'
import type { ConsentText } from '../studies/consent.ts'
import type { Study } from '../studies/study.ts'
import { abstain, type Choice, declined } from './choice.ts'
import type { Asked } from './journey.ts'
import { mostFeedback } from './schema.ts'

/** The page that informs and asks for consent. */
export function consentPage(
  {
    study,
    consent,
    start,
    ticked,
  }: { study: Study; consent: ConsentText; start: StartForm; ticked: readonly string[] },
  problems: readonly Problem[] = [],
) {
  const has = (id: string) => problems.find(({ field }) => field === id)?.key
  const agreements = consent.agreements.map((one) => ({
    ...one,
    problem: has(one.id),
    isTicked: ticked.includes(one.id),
  }))
  return { study, consent: { ...consent, agreements }, start, problems: linked(problems, (field) => field) }
}

export interface StartForm {
  readonly key: string
  readonly token: string
  readonly isSimulated: boolean
  readonly person: string | undefined
  /** What links to the same door in another language carry on. */
  readonly query: string
}

/** One question. */
export function questionPage(asked: Asked, problems: readonly Problem[] = []) {
  const { asking, wording, total, progress } = asked
  const plain = asking.choices.filter((choice) => choice !== declined)
  return {
    position: asking.position,
    total,
    progress,
    legend: wording.text,
    choices: plain.map((choice) => choiceShown(asked, choice)),
    decline: asking.choices.filter((choice) => choice === declined).map((choice) => choiceShown(asked, choice))[0],
    seenRevision: asking.answer?.revision ?? 0,
    problems: linked(problems, () => 'choice-1'),
  }
}

function choiceShown({ asking, wording }: Asked, choice: Choice) {
  return {
    id: `choice-${asking.choices.indexOf(choice) + 1}`,
    value: choice,
    label: wording.options.find(({ id }) => id === choice)?.text,
    isAbstain: choice === abstain,
    isChosen: asking.answer?.choice === choice,
  }
}

/** What is stored, for somebody whose page was no longer current. */
export function conflictPage(asked: Asked) {
  const { asking } = asked
  return {
    position: asking.position,
    legend: asked.wording.text,
    stored: choiceShown(asked, asking.answer?.choice ?? ''),
    isDeclined: asking.answer?.choice === declined,
  }
}

/** The page for a comment before the end. */
export function feedbackPage(
  { total, feedback, isAsIsOffered }: { total: number; feedback: string; isAsIsOffered: boolean },
  problems: readonly Problem[] = [],
) {
  const shown = linked(problems, () => 'feedback').map((problem) => ({ ...problem, values: { most: mostFeedback } }))
  return { total, feedback, isAsIsOffered, problems: shown }
}

function linked(problems: readonly Problem[], target: (field: string) => string) {
  return problems.map(({ field, key }) => ({ key, target: target(field) }))
}
