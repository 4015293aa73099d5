import type { Cost, PayTerms } from '../planning/cost.ts'
import type { Wanted } from '../planning/goal.ts'
import type { Plan, Proposal, Size } from '../planning/plan.ts'
import { aligned, counted, fixed } from './text-table.ts'

/** A plan as text to read: what it takes first, then what else it may be, and what that rests on. */
export function planTable(plan: Plan): string {
  const { wanted, design, proposal, pay, table, seed } = plan
  const { units, answersPerPerson: each } = design
  const answers = each.least === each.most ? `${each.least}` : `${each.least} to ${each.most}`
  return [
    ...(design.from !== 'stated' && design.isSimulated
      ? ['SIMULATED PEOPLE ONLY: this plan says nothing about people.']
      : []),
    `Wanted: ${wish(wanted)}`,
    `Design: ${counted(units, 'unit')}, ${answers} answers a person, seed ${seed}`,
    '',
    `Proposed: ${proposal.peoplePerUnit} people per unit, ${proposal.people} in all, about ${proposal.answers} answers`,
    ...aligned([...expectedRows(proposal), ...rangeRows(plan)]).map((line) => `  ${line}`),
    ...(pay && proposal.cost ? ['', ...costLines(plan, pay, proposal.cost)] : []),
    '',
    ...aligned([headOf(pay), ...table.map((size) => rowOf(size, pay))]),
    '',
    'This rests on:',
    ...plan.restsOn.map((sentence) => `  ${sentence}`),
    'It does not promise:',
    ...plan.doesNotPromise.map((sentence) => `  ${sentence}`),
  ].join('\n')
}

function wish(wanted: Wanted): string {
  if ('width' in wanted) return `a 95 % interval of the total that is ${wanted.width} wide or narrower, on average`
  const studies = `in ${percent(wanted.power)} of studies`
  if ('equivalence' in wanted) {
    return `${studies}, two one-sided tests at 5 % find a figure equal to the true one equivalent within ±${wanted.equivalence}`
  }
  const side = wanted.difference < 0 ? 'below' : 'above'
  return `${studies}, the 95 % interval leaves out a figure that lies ${Math.abs(wanted.difference)} ${side} the true one`
}

function expectedRows({ expectedFigure, expectedWidth, widthError, power, powerError, studies }: Proposal): string[][] {
  const simulated = (error: string) => `${studies} simulated studies, Monte Carlo error ${error}`
  return [
    ['expected figure', fixed(expectedFigure), ''],
    ['expected width', fixed(expectedWidth), simulated(widthError.toFixed(5))],
    ...(power !== undefined && powerError !== undefined
      ? [['studies that reach it', percent(power), simulated(`${(powerError * 100).toFixed(1)} points`)]]
      : []),
  ]
}

function rangeRows({ design, range: { low, high, middle, populations } }: Plan): string[][] {
  const others =
    design.from === 'stated'
      ? 'if people keep to their side by 0.05 less or more'
      : `other people like those it rests on: the middle ${percent(middle)} of ${populations} redraws`
  return [['might as well be', `${low} – ${high}`, `people per unit, ${others}`]]
}

function costLines({ range }: Plan, pay: PayTerms, cost: Cost): string[] {
  const { currency, perPerson, minutes, feeShare, hourlyWage } = pay
  const money = inCurrency(currency)
  const fee = feeShare > 0 ? `, ${money(cost.fee)} for the platform on top (${percent(feeShare)})` : ''
  const ends = range.cost
    ? `; ${money(range.cost.low.total)} – ${money(range.cost.high.total)} at the ends of the range`
    : ''
  return [
    `Cost: ${money(cost.total)}${ends}`,
    `  ${money(cost.pay)} for people${fee}`,
    `  ${money(perPerson)} for ${minutes} minutes is ${money(hourlyWage)} an hour`,
  ]
}

function headOf(pay: PayTerms | undefined): string[] {
  return ['people per unit', 'people', 'answers', 'expected width', ...(pay ? ['cost'] : [])]
}

function rowOf({ peoplePerUnit, people, answers, expectedWidth, cost }: Size, pay: PayTerms | undefined): string[] {
  const width = expectedWidth === undefined ? 'too few' : fixed(expectedWidth)
  const cells = [peoplePerUnit, people, answers].map(String)
  return [...cells, width, ...(pay && cost ? [inCurrency(pay.currency)(cost.total)] : [])]
}

function inCurrency(currency: string): (amount: number) => string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  return (amount) => format.format(amount)
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}
