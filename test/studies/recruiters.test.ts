import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seal, unseal } from '../../server/platform/sealed.ts'
import { endingOf, type Recruiting } from '../../server/studies/recruiters.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { studyLinks } from '../../server/studies/study-links.ts'

const address = 'https://panel.example.org/done'

test('studyDesign takes endings in the way that the recruiter understands', () => {
  const right = [
    {},
    { recruiter: 'prolific', complete: 'C1ABCD2E' },
    { recruiter: 'prolific', complete: 'C1ABCD2E', declined: 'C2-X_9' },
    { recruiter: 'sona', complete: 'https://a.sona-systems.com/webstudy_credit.aspx?survey_code={person}' },
    { recruiter: 'other', parameter: 'who', complete: `${address}?a={person}&b={person}` },
  ]
  for (const one of right) assert.ok(studyDesign.safeParse(one).success, JSON.stringify(one))
  const wrong: readonly (readonly [string, object])[] = [
    ['complete', { recruiter: 'prolific' }],
    ['complete', { recruiter: 'prolific', complete: address }],
    ['complete', { recruiter: 'prolific', complete: 'C1&cc=FAKE' }],
    ['declined', { recruiter: 'prolific', complete: 'C1', declined: '' }],
    ['complete', { complete: 'C1' }],
    ['parameter', { recruiter: 'prolific', complete: 'C1', parameter: 'who' }],
    ['parameter', { recruiter: 'other', complete: address, parameter: 'w o' }],
    ['recruiter', { recruiter: 'somebody' }],
    ...[
      'http://panel.example.org/done',
      '//panel.example.org/done',
      'https:panel.example.org/done',
      'javascript:alert(1)//',
      'data:text/html,x',
      'https://panel.example.org@evil.example/done',
      'https://{person}.example.org/done',
      'https://panel.example.org',
      'https://panel.example.org/a b',
      'https://panel.example.org/\r\nLocation: x',
      'https:\\\\panel.example.org/done',
    ].map((complete) => ['complete', { recruiter: 'other', complete }] as const),
  ]
  for (const [path, one] of wrong) {
    const { error } = studyDesign.safeParse(one)
    assert.deepEqual(
      error?.issues.map((issue) => issue.path[0]),
      [path],
      JSON.stringify(one),
    )
  }
})

test('endingOf(…) writes a name into an address so that nothing else changes', () => {
  const recruiting: Recruiting = {
    recruiter: 'other',
    parameter: 'who',
    complete: `${address}?id={person}#x`,
    declined: null,
  }
  const told = endingOf(recruiting, 'complete', 'a&cc=FAKE#/../é')
  assert.equal(told?.address, `${address}?id=a%26cc%3DFAKE%23%2F..%2F%C3%A9#x`)
  assert.equal(endingOf(recruiting, 'declined', 'a'), undefined)
  assert.equal(endingOf(recruiting, 'complete', undefined), undefined)
})

test('studyLinks(…) are what the recruiter is given', () => {
  const link = (recruiting: Recruiting) => studyLinks('https://x.org', { id: 's', languages: ['ja'], recruiting }).ja
  const to = { complete: 'C1', declined: null }
  assert.equal(link({ ...to, recruiter: 'open', parameter: 'person' }), 'https://x.org/take/s/ja')
  assert.equal(
    link({ ...to, recruiter: 'prolific', parameter: 'PROLIFIC_PID' }),
    'https://x.org/take/s/ja?PROLIFIC_PID={{%PROLIFIC_PID%}}',
  )
})

test('unseal(…) reads what was sealed with the same secret for the same place, and nothing that was changed', () => {
  const sealed = seal('one secret', 'a name ｆ', 'here')
  assert.equal(unseal('one secret', sealed, 'here'), 'a name ｆ')
  assert.notEqual(seal('one secret', 'a name ｆ', 'here'), sealed)
  assert.equal(unseal('another', sealed, 'here'), undefined)
  assert.equal(unseal('one secret', sealed, 'there'), undefined)
  for (const broken of ['', 'x', `${sealed.slice(0, -2)}AA`, `B${sealed.slice(1)}`])
    assert.equal(unseal('one secret', broken, 'here'), undefined, broken)
})
