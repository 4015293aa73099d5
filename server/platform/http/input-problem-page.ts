import type { InputProblem, InputRule } from '../input-problem.ts'
import type { Translate } from './words.ts'

/** Where only time is missing: people are still answering. */
const early: readonly InputRule[] = ['no-answers', 'one-person']

/** What a page says about input that cannot be used: which rule it breaks, and where. Only researchers hand input in,
 *  so the way on leads to their studies. */
export function inputProblemPage(t: Translate, { problem, address }: { problem: InputProblem; address: string }) {
  const { rule, values, place } = problem
  const study = studyMeant(place.file, address)
  const isEarly = study !== undefined && early.includes(rule)
  return {
    title: isEarly ? 'input:page.early.title' : 'input:page.title',
    sentence: asSentence(t(`input:rules.${rule}`, asTexts(values))),
    hint: isEarly ? 'input:page.early.text' : undefined,
    place: placeIn(t, { ...place, file: study === undefined ? place.file : t('input:page.study', { study }) }),
    wayOn: '/studies',
  }
}

/** The identifier of the study that the address and the problem are about, if both are about the same. */
function studyMeant(file: string, address: string): string | undefined {
  const [, study] = /^\/studies\/([\w-]{1,40})(?=\/|\?|$)/.exec(address) ?? []
  return file === `study ${study}` ? study : undefined
}

function placeIn(t: Translate, { file, line, field }: InputProblem['place']): string {
  const atLine = line === undefined ? file : t('input:page.line', { place: file, line })
  return field === undefined ? atLine : t('input:page.field', { place: atLine, field })
}

/** A value called `count` would ask for plural forms, and values that are no JSON numbers are taken for each other. */
function asTexts(values: InputProblem['values']): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** On the command line the English words go on after a place, so they neither begin nor end as a sentence does. */
function asSentence(words: string): string {
  const begun = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return /[.。]$/.test(begun) ? begun : `${begun}.`
}
