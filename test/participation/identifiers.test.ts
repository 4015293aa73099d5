import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifiersIn } from '../../server/participation/identifiers.ts'

const held: Readonly<Record<string, readonly string[]>> = {
  email: [
    'Write to me: jane.doe+x@mail.example.org',
    'erreichbar unter max-müller@web.de.',
    '連絡先はｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐです',
    '邮箱是wang_li@qq.com，谢谢',
  ],
  phone: [
    'call +44 20 7946 0958',
    '(555) 123-4567',
    '555-123-4567 after six',
    'Tel. 0171 1234567',
    '030/1234567-8',
    '電話は090-1234-5678です',
    '０９０ー１２３４ー５６７８',
    '03（1234）5678にお願いします',
    '我的手机号是13812345678',
    '+86 138 1234 5678',
    '+49 (0)30 1234567',
  ],
  number: [
    'my id is 5f8d6a1b2c3e4f5061728394',
    'worker A2BCDEFG3HIJKL',
    '身份证11010519491231002X',
    'マイナンバーは1234 5678 9012',
    '4111 1111 1111 1111',
    'DE89 3704 0044 0532 0130 00',
    'SSN 078-05-1120',
  ],
}

const harmless = [
  '',
  'Question 3 was odd.',
  'I was born in 1984, and in 2026-11-25 terms that is long ago.',
  'Am 25.11.2026 um 18:30 Uhr, Nr. 12345',
  'between 10,000,000 and 20,000,000 people, or 1.234.567,89 €',
  '3.14159265358979',
  'about 80 %, 20/30/50, 1-2-3-4',
  '2020年から2026年まで、100人中50人が賛成しました。',
  '我同意第1、2、3、4、5题，占80%，共1000000人。',
  'meet me @ noon',
  'A4 paper, ABCDEFGHIJKLM, deadbeef',
  'https://example.org/2026/11/25/123456',
]

test('identifiersIn(…) finds what could tell who somebody is, as it is written in each language', () => {
  for (const [kind, texts] of Object.entries(held))
    for (const text of texts) assert.ok(identifiersIn(text).includes(kind as 'email'), `${kind}: ${text}`)
  assert.deepEqual(identifiersIn('a@b.org or 090-1234-5678'), ['email', 'phone'])
})

test('identifiersIn(…) leaves dates, amounts and everyday numbers alone', () => {
  for (const text of harmless) assert.deepEqual(identifiersIn(text), [], text)
})
