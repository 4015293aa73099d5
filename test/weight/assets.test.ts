import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assetAddress } from '../../server/platform/http/assets.ts'
import { preferredCoding } from '../../server/platform/http/content-coding.ts'
import { languages } from '../../server/platform/languages.ts'
import { begin, browse } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { fetchedFor, wire } from './wire.ts'

const files = ['stanceline.css', 'console.css', 'participation.js', 'icon.svg']
const contentOf = (name: string) => readFileSync(join(import.meta.dirname, '../../views/assets', name))

test('assetAddress(name) carries a hash of what the file holds', () => {
  for (const name of files) {
    const hash = createHash('sha256').update(contentOf(name)).digest('base64url').slice(0, 12)
    assert.equal(assetAddress(name), `/assets/${name.replace('.', `.${hash}.`)}`)
  }
  assert.throws(() => assetAddress('other.css'), /there is no asset other\.css/)
})

onBothEngines(
  'an asset may be kept for a year, and its address with another hash, or none, is nobody’s',
  async (t, db) => {
    const { url } = await browse(t, db)
    for (const name of files) {
      const { status, headers, text } = await wire(`${url}${assetAddress(name)}`)
      assert.equal(status, 200)
      assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable')
      assert.equal(headers.get('vary'), 'Accept-Encoding')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(text, contentOf(name).toString())
      for (const other of [`/assets/${name}`, assetAddress(name).replace(/\.[\w-]{12}\./, '.AAAAAAAAAAAA.')]) {
        const gone = await wire(`${url}${other}`)
        assert.deepEqual([gone.status, gone.headers.get('cache-control')], [404, 'no-store'], other)
      }
    }
  },
)

onBothEngines('an asset comes as the browser takes it, and HEAD says of it what GET does', async (t, db) => {
  const { url } = await browse(t, db)
  const asked = [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['identity', null],
    [undefined, null],
  ] as const
  for (const name of files)
    for (const [accepts, coding] of asked) {
      const address = `${url}${assetAddress(name)}`
      const { headers, sent, text } = await wire(address, { ...(accepts && { accepts }) })
      assert.equal(headers.get('content-encoding'), coding, accepts)
      assert.equal(text, contentOf(name).toString())
      assert.equal(Number(headers.get('content-length')), sent)
      const head = await wire(address, { method: 'HEAD', ...(accepts && { accepts }) })
      for (const one of [head.headers, headers]) one.delete('date')
      assert.deepEqual([[...head.headers], head.sent], [[...headers], 0])
    }
})

test('preferredCoding(accepted) weighs what a browser says, and takes no coding with weight 0', () => {
  const said: readonly (readonly [string | undefined, string | undefined])[] = [
    ['br', 'br'],
    ['BR', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['gzip ; q=0.5 , br ; q=0.8', 'br'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0.4, identity', undefined],
    ['gzip;q=nonsense', undefined],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
  ]
  for (const [accepted, coding] of said) assert.equal(preferredCoding(accepted), coding, accepted)
})

onBothEngines(
  'every asset that a page names is there, and pages of participants name none of the console',
  async (t, db) => {
    const { url, client } = await browse(t, db)
    const study = await givenStudy(db)
    for (const language of languages) {
      const { text } = await client().get(`/take/${study.id}/${language}`)
      for (const address of fetchedFor(text)) assert.equal((await wire(`${url}${address}`)).status, 200, address)
      assert.ok(!text.includes(assetAddress('console.css')))
    }
    const person = client()
    await begin(person, study)
    const { text } = await person.get(`/take/${study.id}/en/questions/1`)
    assert.deepEqual(fetchedFor(text), ['icon.svg', 'stanceline.css', 'participation.js'].map(assetAddress))
  },
)

test('the sheet of participants carries no class that none of their pages has', () => {
  const views = join(import.meta.dirname, '../../views')
  const pages = globSync('{participation,partials,errors}/*.ejs', { cwd: views }).map((file) =>
    readFileSync(join(views, file), 'utf8'),
  )
  const used = new Set([...pages.join('').matchAll(/class="([\w -]+)"/g)].flatMap(([, names = '']) => names.split(' ')))
  const styled = new Set(
    Array.from(
      contentOf('stanceline.css')
        .toString()
        .matchAll(/\.([a-z][\w-]*)(?=[^;}]*\{)/g),
      ([, name = '']) => name,
    ),
  )
  assert.ok(styled.size > 15)
  assert.deepEqual(
    [...styled].filter((name) => !used.has(name)),
    [],
  )
})
