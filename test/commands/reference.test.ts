import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stanceline } from './stanceline.ts'

async function told(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await stanceline(['reference', ...args])
  assert.deepEqual([code, stderr], [0, ''])
  return stdout
}

test('reference lists every entry with a line of its own before all text', async () => {
  const lines = (await told()).split('\n')
  const contents = lines.indexOf('Contents')
  assert.ok(contents > 0)
  assert.match(lines[contents + 1] ?? '', /^How far answers are apart$/)
  assert.match(lines[contents + 2] ?? '', /^ {2}distance +Distance to the centroid: inconsistency$/)
  assert.ok(lines.indexOf('Distance to the centroid: inconsistency (distance)') > contents + 70)
})

test('reference ENTRY… tells of the entries named, and of those that explain a field of that name', async () => {
  const two = await told('abc', 'pearson')
  assert.match(two, /^Interval as published, in closed form \(abc\)\n/)
  assert.match(two, /\n\nPearson’s correlation over topics \(pearson\)\n/)
  assert.doesNotMatch(two, /\(spearman\)|Contents/)
  const fields = { entropyBits: 'entropy', adjusted: 'testsByTopic', 'tests.topics': 'topicTest' }
  const named = await told('intervalOverTopics', 'always-no', ...Object.keys(fields))
  const entries = [...named.matchAll(/ \(([\w-]+)\)\n/g)].map(([, id]) => id)
  assert.deepEqual(entries, ['entropy', 'intervalOverTopics', 'topicTest', 'testsByTopic', 'always-yes'])
})

test('reference --language tells the same in another language, --json as JSON', async () => {
  const german = await told('abc', '--language', 'de')
  assert.match(german, /^Intervall wie veröffentlicht, in geschlossener Form \(abc\)\n.*\n {2}Formel\n/)
  const { language, chapters } = JSON.parse(await told('abc', 'chance', '--json', '--language', 'ja'))
  assert.equal(language, 'ja')
  assert.deepEqual(
    chapters.map((chapter: { id: string; entries: { id: string }[] }) => [
      chapter.id,
      chapter.entries.map(({ id }) => id),
    ]),
    [
      ['intervals', ['abc']],
      ['noise-floor', ['chance']],
    ],
  )
  const [{ entries }] = chapters
  assert.deepEqual(Object.keys(entries[0]), [
    'id',
    'title',
    'tells',
    'formula',
    'symbols',
    'unit',
    'range',
    'cases',
    'published',
    'sources',
    'fields',
  ])
})

test('reference refuses an unknown entry with all that there are, and a language it does not speak', async () => {
  const { code, stderr } = await stanceline(['reference', 'abc', 'bca'])
  assert.equal(code, 2)
  assert.match(stderr, /^reference: expected one of distance, centroid, .*, cost, not "bca"\n$/)
  const { stdout } = await stanceline(['reference', 'bca', '--json'])
  assert.equal(JSON.parse(stdout).error.code, 'value-unknown')
  const french = await stanceline(['reference', '--language', 'fr'])
  assert.deepEqual([french.code, french.stderr], [2, '--language: expected one of en, de, ja, zh-Hans\n'])
})
