import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  displayText,
  withFullWidthPunctuation,
  withoutOuterQuotationMarks,
  withoutYesNoSuffix,
} from '../../server/questionnaires/display-text.ts'

test('displayText leaves a text alone that no rule concerns', () => {
  const text = 'Should trains "for all" run, or not?'
  assert.deepEqual(displayText(text, 'en'), { text, rules: [] })
})

test('displayText names each rule that changed the text, in the order applied', () => {
  assert.deepEqual(displayText('「ベンチは必要ですか？「はい」または「いいえ」」', 'ja'), {
    text: 'ベンチは必要ですか？',
    rules: ['outer-quotation-marks', 'yes-no-suffix'],
  })
})

test('withoutOuterQuotationMarks takes away marks of every language that hold the whole text', () => {
  for (const wrapped of ['"Trains?"', '“Trains?”', '„Trains?“', '»Trains?«', '「Trains?」', '『Trains?』', "'Trains?'"])
    assert.equal(withoutOuterQuotationMarks(wrapped), 'Trains?')
  assert.equal(withoutOuterQuotationMarks('「駅の「夜間」は必要ですか？」'), '駅の「夜間」は必要ですか？')
})

test('withoutOuterQuotationMarks keeps marks that hold only parts of the text', () => {
  for (const text of [
    '"Night" or "day"',
    '「昼」または「夜」',
    '「昼」は長いですか？',
    "'tis the trains' fault'",
    '""',
    '"',
  ])
    assert.equal(withoutOuterQuotationMarks(text), text)
})

test('withoutYesNoSuffix takes away a literal yes or no and keeps the mark of the question', () => {
  for (const suffix of [' "Yes" or "No"?', " 'Yes' or 'No'", ' Yes or no.', " Answer 'yes' or 'no'.", ' (yes/no)'])
    assert.equal(withoutYesNoSuffix(`Are trains good?${suffix}`, 'en'), 'Are trains good?')
  assert.equal(withoutYesNoSuffix('Sind Züge gut? „Ja“ oder „Nein“?', 'de'), 'Sind Züge gut?')
  assert.equal(withoutYesNoSuffix('電車は良いですか？「はい」か「いいえ」', 'ja'), '電車は良いですか？')
  assert.equal(withoutYesNoSuffix('火车好吗？“是”或“否”。', 'zh-Hans'), '火车好吗？')
})

test('withoutYesNoSuffix keeps a yes or no that is part of the question', () => {
  const text = 'Should a vote on trains end with yes or no?'
  assert.equal(withoutYesNoSuffix(text, 'en'), text)
})

test('withFullWidthPunctuation turns every half-width mark of a Chinese sentence', () => {
  assert.equal(withFullWidthPunctuation('在你看来, 夜车好吗?', 'zh-Hans'), '在你看来，夜车好吗？')
  assert.equal(withFullWidthPunctuation("'夜车'(快车)好:是!不;对.", 'zh-Hans'), '“夜车”（快车）好：是！不；对。')
  assert.equal(withFullWidthPunctuation('夜车(ICE)好吗?', 'zh-Hans'), '夜车（ICE）好吗？')
  assert.equal(withFullWidthPunctuation('你坐过ICE?', 'zh-Hans'), '你坐过ICE？')
})

test('withFullWidthPunctuation keeps marks within numbers and Latin words, and other languages', () => {
  for (const text of ['票价1,000元，10:30发车，3.5小时', '《Hello, World》好听吗？', '夜车...', 'Trains, or not?'])
    assert.equal(withFullWidthPunctuation(text, 'zh-Hans'), text)
  assert.equal(withFullWidthPunctuation('夜,', 'ja'), '夜,')
})
