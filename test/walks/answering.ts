import assert from 'node:assert/strict'
import { parse } from 'node-html-parser'
import type { RefusalCode } from '../../server/platform/refusal.ts'
import type { Reply } from '../bench/client.ts'
import type { Page } from '../support/browse.ts'
import { parsed } from './browser.ts'
import { assertLeads, assertQuestion, assertRefused, look, lookAtOwn } from './looks.ts'
import { judge, keep, leadsTo, next, ownPage, type Verdict } from './model.ts'
import { oneOf, touch, type Walk } from './world.ts'

/** The next question or two. Whoever has none left sends a page again that they had open. */
export async function answer(walk: Walk): Promise<void> {
  for (let left = 1 + walk.pick(2); left > 0; left -= 1) {
    const page = await lookAtOwn(walk)
    const isAsked = page.choices.length > 0
    if (isAsked) walk.tabs.push(page)
    await sendChoice(walk, isAsked ? page : oneOf(walk, walk.tabs))
  }
}

export async function changeAnswer(walk: Walk): Promise<void> {
  const page = await look(walk, `/questions/${oneOf(walk, [1, ...walk.model.answers.keys()])}`)
  await sendChoice(walk, page.choices.length > 0 ? page : oneOf(walk, walk.tabs))
}

/** A page that was opened before whatever happened since. */
export async function sendStaleTab(walk: Walk): Promise<void> {
  await sendChoice(walk, oneOf(walk, walk.tabs))
}

export async function openSecondTab(walk: Walk): Promise<void> {
  const page = await look(walk, `/questions/${1 + walk.pick(Math.min(next(walk.model), walk.model.total))}`)
  if (page.choices.length > 0) walk.tabs.push(page)
}

/** A double click: the same answer twice at once. */
export async function clickTwice(walk: Walk): Promise<void> {
  const page = await pageToSend(walk)
  const given = { ...sentBy(page), choice: oneOf(walk, page.choices).value }
  const verdict = judge(walk.model, given)
  const send = () => walk.here.post(page.action, { ...page.hidden, choice: given.choice })
  const replies = await Promise.all([send(), send()])
  note(walk, given, verdict)
  for (const reply of replies) assertReply(walk, { verdict, position: given.position }, reply)
}

/** Two tabs send different answers at once: one of them is kept, and the other is told so. */
export async function answerInTwoTabs(walk: Walk): Promise<void> {
  const page = await pageToSend(walk)
  const { position, seenRevision } = sentBy(page)
  const stored = walk.model.answers.get(position)?.choice
  const unlike = page.choices.map(({ value }) => value).filter((value) => value !== stored)
  const choices = walk.pick(2) === 0 ? unlike.slice(0, 2) : unlike.slice(-2)
  const verdicts = choices.map((choice) => judge(walk.model, { position, choice, seenRevision }))
  const replies = await Promise.all(choices.map((choice) => walk.here.post(page.action, { ...page.hidden, choice })))
  const results = verdicts.includes('kept') ? onlyFirstKept(replies) : verdicts
  for (const [n, choice] of choices.entries()) note(walk, { position, choice }, results[n] ?? 'unknown')
  for (const [n, reply] of replies.entries()) assertReply(walk, { verdict: results[n] ?? 'unknown', position }, reply)
}

function onlyFirstKept(replies: readonly Reply[]): Verdict[] {
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 409])
  return replies.map(({ status }) => (status === 303 ? 'kept' : 'changed-elsewhere'))
}

/** What no page offers: a choice of nobody's, none at all, a question out of turn. */
export async function sendWrong(walk: Walk): Promise<void> {
  const { model, here, root } = walk
  const page = oneOf(walk, walk.tabs)
  const { position, seenRevision } = sentBy(page)
  const verdict = judge(model, { position, choice: 'x', seenRevision })
  const unknown = await here.post(page.action, { ...page.hidden, choice: 'x' })
  note(walk, { position, choice: 'x' }, verdict)
  assertReply(walk, { verdict, position }, unknown)

  const none = await here.post(page.action, page.hidden)
  if (model.stage === 'under-way') assert.equal(none.status, 422)
  else assertLeads(walk, none, ownPage(model))

  const ahead = model.total + walk.pick(2)
  const early = judge(model, { position: ahead, choice: 'abstain', seenRevision: 0 })
  if (early !== 'out-of-turn') return
  const reply = await here.post(`${root}/questions/${ahead}`, { ...page.hidden, seenRevision: '0', choice: 'abstain' })
  note(walk, { position: ahead, choice: '' }, early)
  assertReply(walk, { verdict: early, position: ahead }, reply)
  await look(walk, `/questions/${ahead}`)
}

/** The question that is open, or one that was. */
async function pageToSend(walk: Walk): Promise<Page> {
  const page = await lookAtOwn(walk)
  return page.choices.length > 0 ? page : oneOf(walk, walk.tabs)
}

async function sendChoice(walk: Walk, page: Page): Promise<void> {
  const given = { ...sentBy(page), choice: oneOf(walk, page.choices).value }
  const verdict = judge(walk.model, given)
  const reply = await walk.here.post(page.action, { ...page.hidden, choice: given.choice })
  note(walk, given, verdict)
  assertReply(walk, { verdict, position: given.position }, reply)
}

function sentBy({ action, hidden }: Page): { position: number; seenRevision: number } {
  return { position: Number(action.split('/').at(-1)), seenRevision: Number(hidden.seenRevision) }
}

/** What a deed leaves behind. One that is refused leaves nothing. */
function note(walk: Walk, given: { position: number; choice: string }, verdict: Verdict): void {
  if (verdict === 'withdrawn' || verdict === 'ended') return
  touch(walk)
  if (verdict === 'kept') keep(walk.model, given)
}

function assertReply(walk: Walk, { verdict, position }: { verdict: Verdict; position: number }, reply: Reply): void {
  const refusal = refusals[verdict]
  const leads = leadsTo(walk.model, verdict, position)
  if (refusal) assertRefused(walk, reply, refusal)
  else if (leads) assertLeads(walk, reply, leads)
  else if (verdict === 'changed-elsewhere') assertConflict(walk, position, reply)
  else assertUnknown(walk, position, reply)
}

const refusals: Partial<Record<Verdict, RefusalCode>> = { withdrawn: 'withdrawn', ended: 'participation-ended' }

/** The question again. */
function assertUnknown(walk: Walk, position: number, reply: Reply): void {
  assert.equal(reply.status, 422)
  assertQuestion(walk, position, reply)
}

/** Whoever's page was no longer current sees what is stored. */
function assertConflict({ model, world }: Walk, position: number, reply: Reply): void {
  const stored = model.answers.get(position)?.choice
  const label = model.shown.get(position)?.choices.find(({ value }) => value === stored)?.label
  const page = parse(reply.body)
  assert.equal(reply.status, 409)
  assert.equal(page.querySelector('dd')?.text.trim(), label)
  assert.equal(page.querySelector('dt')?.text.trim(), model.shown.get(position)?.heading)
  assert.equal(parsed(reply).heading, world.site.words('en')('participation:conflict.title'))
}
