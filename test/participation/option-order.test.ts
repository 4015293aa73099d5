import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawChoices } from '../../server/participation/choice.ts'
import { startParticipation } from '../../server/participation/start.ts'
import { readJson } from '../../server/platform/db/json.ts'
import { randomToken } from '../../server/platform/tokens.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'

onBothEngines('startParticipation draws each order of two options between 40 and 60 times in 100', async (_, db) => {
  const study = await givenStudy(db, { peoplePerUnit: 100 })
  const starts = Array.from({ length: 200 }, () => randomToken())
  const person = { study, language: 'en', isSimulated: false, isSharing: false, startedAt: noon } as const
  await Promise.all(starts.map((startKey) => startParticipation(db, { ...person, startKey, token: `of ${startKey}` })))

  const askings = await db.selectFrom('askings').select(['wordingId', 'optionOrder']).execute()
  assert.equal(askings.length, 400)
  const options = new Map(
    (await db.selectFrom('options').select(['id', 'text']).execute()).map((one) => [one.id, one.text]),
  )
  const orders = askings.map(({ optionOrder }) => readJson<string[]>(optionOrder).map((id) => options.get(id) ?? id))
  const yesFirst = orders.filter(([first]) => first === 'yes').length
  for (const order of orders) assert.deepEqual(order.toSorted(), ['declined', 'no', 'yes'])
  assert.ok(yesFirst > 160 && yesFirst < 240, `"yes" came first in ${yesFirst} of 400`)
})

const wording = {
  id: 'w',
  text: 'Question?',
  textHash: 'h',
  sourceText: 'Question?',
  isOriginal: true,
  topic: 'Topic',
  topicEnglish: null,
  isControversial: true,
  original: 'Question?',
  originalEnglish: 'Question?',
  options: ['a', 'b', 'c'].map((id) => ({ id, text: id, stance: 'supports' as const })),
}

test('drawChoices(wording, offers, randomBelow) reaches each of six orders equally often', () => {
  const counts = new Map<string, number>()
  for (const two of [0, 1, 2])
    for (const one of [0, 1]) {
      const drawn = [two, one]
      const choices = drawChoices(
        wording,
        { isAbstainOffered: false, isDeclineOffered: false },
        () => drawn.shift() ?? 0,
      )
      counts.set(choices.join(''), (counts.get(choices.join('')) ?? 0) + 1)
    }
  assert.deepEqual([...counts.keys()].sort(), ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  assert.deepEqual([...counts.values()], [1, 1, 1, 1, 1, 1])
})

test('drawChoices(wording, offers, randomBelow) puts abstaining and declining last, where they are offered', () => {
  const drawn = (isAbstainOffered: boolean, isDeclineOffered: boolean) =>
    drawChoices(wording, { isAbstainOffered, isDeclineOffered }, () => 0).slice(3)
  assert.deepEqual(drawn(true, true), ['abstain', 'declined'])
  assert.deepEqual(drawn(true, false), ['abstain'])
  assert.deepEqual(drawn(false, true), ['declined'])
  assert.deepEqual(drawn(false, false), [])
})
