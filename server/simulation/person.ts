import { setTimeout as wait } from 'node:timers/promises'
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

/** The door somebody comes to, and how long they look at each page. */
export interface Visit {
  readonly origin: string
  readonly address: string
  readonly thinkSeconds: number
}

/** What one person did: how many questions they answered, and how long each request took. */
export interface Walked {
  readonly answers: number
  readonly milliseconds: readonly number[]
}

/** Walks one person through the pages of a study, from the door to the thanks.
 *  @throws {SimulationProblem} if a page lacks what a person needs to go on */
export async function walk(visit: Visit, person: Person, meanings: Meanings): Promise<Walked> {
  const browser = new Browser(visit.origin)
  const answers = await walkIn(browser, visit, (form) => filled(form, person, meanings)).finally(() => browser.close())
  return { answers, milliseconds: browser.milliseconds }
}

type Fill = (form: HtmlForm) => (readonly [string, string])[]

async function walkIn(browser: Browser, { address, thinkSeconds }: Visit, fill: Fill): Promise<number> {
  let { html } = await browser.open(address)
  let answered = 0
  for (let pages = 0; pages < mostPages; pages += 1) {
    if (!html.includes('<form')) return answered
    const form = formIn(html)
    if (form.radios.length > 0) answered += 1
    if (thinkSeconds > 0) await wait(thinkSeconds * 1000)
    const page = await browser.send(form.action, [...form.hidden, ...fill(form)])
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
