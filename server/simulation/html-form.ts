import { type HTMLElement, parse } from 'node-html-parser'
import { SimulationProblem } from './simulation-problem.ts'

/** A control that is chosen or ticked, as a reader of the page finds it: by its kind and its label. */
export interface LabelledControl {
  readonly label: string
  readonly name: string
  readonly value: string
}

/** A form as a reader of the page finds it. Names and values are only what its controls say. */
export interface HtmlForm {
  readonly action: string
  readonly hidden: readonly (readonly [string, string])[]
  /** What the group of radios asks. */
  readonly legend: string
  readonly radios: readonly LabelledControl[]
  readonly checkboxes: readonly LabelledControl[]
  readonly hasTextbox: boolean
}

/** The one form of a page that is sent to the server.
 *  @throws {SimulationProblem} if there is none, or it has no button, or a control has no label */
export function formIn(html: string): HtmlForm {
  const form = parse(html)
    .querySelectorAll('form')
    .find((one) => one.getAttribute('method')?.toLowerCase() === 'post')
  if (!form) throw new SimulationProblem('a page without a form to send')
  if (!form.querySelector('button')) throw new SimulationProblem('a form without a button')
  const inputs = form.querySelectorAll('input')
  const ofType = (type: string) => inputs.filter((input) => input.getAttribute('type') === type)
  return {
    action: form.getAttribute('action') ?? '',
    hidden: ofType('hidden').map((input) => [required(input, 'name'), input.getAttribute('value') ?? '']),
    legend: form.querySelector('legend')?.text.trim() ?? '',
    radios: ofType('radio').map((input) => labelled(form, input)),
    checkboxes: ofType('checkbox').map((input) => labelled(form, input)),
    hasTextbox: form.querySelector('textarea') !== null,
  }
}

function labelled(form: HTMLElement, input: HTMLElement): LabelledControl {
  const id = required(input, 'id')
  const label = form.querySelectorAll('label').find((one) => one.getAttribute('for') === id)
  if (!label) throw new SimulationProblem('a control without a label')
  return { label: label.text.trim(), name: required(input, 'name'), value: input.getAttribute('value') ?? 'on' }
}

function required(input: HTMLElement, attribute: string): string {
  const value = input.getAttribute(attribute)
  if (!value) throw new SimulationProblem(`a control without ${attribute}`)
  return value
}
