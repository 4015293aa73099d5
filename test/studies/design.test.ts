import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages } from '../../server/platform/languages.ts'
import { sha256 } from '../../server/platform/tokens.ts'
import { consentTextIn } from '../../server/studies/consent.ts'
import { presets } from '../../server/studies/presets.ts'
import { studyDesign } from '../../server/studies/schema.ts'

const asPublished = {
  questionnaire: 'valueconsistency',
  country: 'us',
  controversy: 'controversial',
  languages: ['en'],
  original: 1,
  peoplePerUnit: 3,
  isAbstainOffered: false,
  isDeclineOffered: false,
  textKind: 'display',
  retests: 0,
  recruiter: 'open',
  nameDays: 30,
  startsPerMinute: 300,
  leaseMinutes: 60,
}

test('presets design the two studies that were published', () => {
  assert.deepEqual(studyDesign.parse(presets['paper-topic']), {
    ...asPublished,
    name: 'As published: topics',
    unitKind: 'topic',
  })
  assert.deepEqual(studyDesign.parse(presets['paper-paraphrase']), {
    ...asPublished,
    name: 'As published: paraphrases',
    unitKind: 'paraphrase',
  })
})

test('studyDesign offers to decline, and not to abstain, unless told otherwise', () => {
  const { isAbstainOffered, isDeclineOffered, languages: spoken } = studyDesign.parse({})
  assert.deepEqual([isAbstainOffered, isDeclineOffered, spoken], [false, true, ['en', 'de', 'ja', 'zh-Hans']])
})

test('studyDesign refuses what cannot be meant', () => {
  const wrong = [
    { peoplePerUnit: 0 },
    { peoplePerUnit: 'many' },
    { leaseMinutes: 0.5 },
    { startsPerMinute: -1 },
    { original: 0 },
    { languages: [] },
    { languages: ['en', 'en'] },
    { languages: ['fr'] },
    { unitKind: 'person' },
    { textKind: 'raw' },
    { controversy: 'some' },
    { country: 'The US' },
    { name: '   ' },
    { peoples: 3 },
  ]
  for (const wishes of wrong) assert.equal(studyDesign.safeParse(wishes).success, false, JSON.stringify(wishes))
})

test('consentTextIn(language) says the same in four languages: one version, the same parts in the same order', () => {
  const [english, ...others] = languages.map(consentTextIn)
  assert.ok(english)
  const shape = ({ version, summary, sections, agreements }: typeof english) => ({
    version,
    sentences: summary.length,
    sections: sections.map(({ id, paragraphs }) => [id, paragraphs.length]),
    agreements: agreements.map(({ id }) => id),
  })

  assert.deepEqual(shape(english).agreements, ['part', 'adult', 'sharing'])
  assert.ok(english.sections.length > 3)
  for (const other of others) assert.deepEqual(shape(other), shape(english), other.language)
})

test('consentTextIn(language) is in its own language, and its hash is that of the file', () => {
  const texts = languages.map(consentTextIn)
  for (const read of [...texts.map(({ title }) => title), ...texts.map(({ textHash }) => textHash)])
    assert.equal(texts.filter(({ title, textHash }) => title === read || textHash === read).length, 1)
  for (const { language, textHash } of texts) {
    const file = join(import.meta.dirname, `../../server/studies/consent-texts/${language}.json`)
    assert.equal(textHash, sha256(readFileSync(file, 'utf8')))
  }
})
