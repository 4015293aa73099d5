import type { Stance } from '../stances/record.ts'
import { Browser } from './browser.ts'
import { formIn, type HtmlForm } from './html-form.ts'
import { SimulationProblem } from './simulation-problem.ts'

const mostPages = 1000

/** What each option of a question means, by the words on the page. */
export type Meanings = ReadonlyMap<string, { readonly topic: string; readonly stanceOf: ReadonlyMap<string, Stance> }>

/** An invented person: takes a side on each topic, and keeps to it with a probability. */
export interface Person {
  /** The side they take, by topic. */
  readonly side: (topic: string) => Stance
  /** Whether they keep to it on a question. */
  readonly keepsTo: (question: string) => boolean
}

/** Walks one person through the pages of a study, from the door to the thanks. Returns how many questions they answered.
 *  @throws {SimulationProblem} if a page lacks what a person needs to go on */
export async function walk(
  link: { origin: string; address: string },
  person: Person,
  meanings: Meanings,
): Promise<number> {
  const browser = new Browser(link.origin)
  let { html } = await browser.open(link.address)
  let answered = 0
  for (let pages = 0; pages < mostPages; pages += 1) {
    if (!html.includes('<form')) return answered
    const form = formIn(html)
    if (form.radios.length > 0) answered += 1
    const page = await browser.send(form.action, [...form.hidden, ...filled(form, person, meanings)])
    html = page.html
  }
  throw new SimulationProblem('a questionnaire without an end')
}

function filled(form: HtmlForm, person: Person, meanings: Meanings): (readonly [string, string])[] {
  if (form.radios.length > 0) return [chosen(form, person, meanings)]
  return form.checkboxes.map(({ name, value }) => [name, value] as const)
}

function chosen({ legend, radios }: HtmlForm, person: Person, meanings: Meanings): readonly [string, string] {
  const meaning = meanings.get(legend)
  if (!meaning) throw new SimulationProblem(`a question that the study does not have: "${legend}"`)
  for (const label of meaning.stanceOf.keys())
    if (!radios.some((radio) => radio.label === label))
      throw new SimulationProblem(`the question "${legend}" without its option "${label}"`)
  const side = person.side(meaning.topic)
  const wanted = person.keepsTo(legend) ? side : other(side)
  const radio = radios.find(({ label }) => meaning.stanceOf.get(label) === wanted)
  if (!radio) throw new SimulationProblem(`the question "${legend}" without an option for a stance`)
  return [radio.name, radio.value]
}

function other(stance: Stance): Stance {
  return stance === 'supports' ? 'opposes' : 'supports'
}
