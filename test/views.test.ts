import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const views = globSync('views/**/*.ejs', { cwd: root })
const styles = globSync('views/assets/*.css', { cwd: root })
const assets = globSync('views/assets/*', { cwd: root })
const sheet = 'views/assets/stanceline.css'

/** What a check finds in files, each with the name of its file. */
function findings(files: readonly string[], find: (text: string) => string[]): string[] {
  return files.flatMap((file) => find(textOf(file)).map((found) => `${file}: ${found}`))
}

const matches = (form: RegExp) => (text: string) => [...text.matchAll(form)].map(([found]) => found)

/** Unescaped output of anything but another view. */
const rawOutput = matches(/<%-(?!\s*(?:page\.)?include\()[^%]*/g)
/** Script, handlers and styles inside a page, which the content security policy would block; a script of ours by its
 *  address apart. */
const inline = matches(
  /<script(?! defer nonce="<%= page\.nonce\(\) %>" src="<%= page\.asset\([\w.']+\) %>"><\/script>)|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:/gi,
)
/** Anything loaded from, or leading to, elsewhere; the name of SVG apart. */
const elsewhere = (text: string) =>
  matches(/(?:https?:)?\/\/[\w.-]+|@import|url\((?!['"]?\/assets\/)/gi)(text).filter(
    (found) => found !== 'http://www.w3.org',
  )
const linesOf = (text: string) => text.trimEnd().split('\n').length
const keysOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + keysOf(one), 0)
    : 1

test('views write nothing unescaped but other views', () => {
  assert.ok(views.length > 10)
  assert.deepEqual(findings(views, rawOutput), [])
  assert.equal(rawOutput('<%- page.legend %>').length, 1)
  assert.equal(rawOutput('<p><%-page.include %></p>').length, 1)
  assert.equal(rawOutput("<%- page.include('partials/top') %>").length, 0)
})

test('views have no script, handler or style inside a page', () => {
  assert.deepEqual(findings(views, inline), [])
  for (const planted of ['<script src="/a.js">', '<p style="color:red">', '<a onclick="go()">', '<style>'])
    assert.equal(inline(planted).length, 1, planted)
  assert.equal(
    inline('<script defer nonce="<%= page.nonce() %>" src="<%= page.asset(page.script) %>"></script>').length,
    0,
  )
})

test('views and style sheets name no other site', () => {
  assert.deepEqual(findings([...views, ...assets], elsewhere), [])
  for (const planted of [
    '<img src="https://example.org/a.png">',
    'src="//cdn.example.org"',
    "@import 'a.css'",
    'url(data:x)',
  ])
    assert.equal(elsewhere(planted).length, 1, planted)
})

test('views have at most 80 lines, locale files at most 150 keys, the sheet 3 KB as it travels', () => {
  assert.deepEqual(
    views.filter((file) => linesOf(textOf(file)) > 80),
    [],
  )
  const locales = globSync('locales/*/*.json', { cwd: root })
  assert.deepEqual(
    locales.filter((file) => keysOf(JSON.parse(textOf(file))) > 150),
    [],
  )
  const { length } = gzipSync(textOf(sheet), { level: 9 })
  assert.ok(length <= 3072, `${sheet} takes ${length} bytes`)
  assert.equal(linesOf('a\n'.repeat(81)), 81)
  assert.equal(keysOf({ a: { b: '', c: '' }, d: '' }), 3)
})

type Colours = Readonly<Record<string, string>>

/** The custom properties of each colour scheme that are colours: the dark ones are those after the media query. */
function schemesIn(css: string): { light: Colours; dark: Colours } {
  const coloursIn = (text: string): Colours =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/gi)].map(([, name = '', colour = '']) => [name, colour]),
    )
  const [light = '', dark = ''] = css.split('prefers-color-scheme: dark')
  return { light: coloursIn(light), dark: coloursIn(dark) }
}

/** WCAG 2.2, relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const digits = colour.slice(1)
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((from) => {
    const share = Number.parseInt(full.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Text needs 4.5, edges of controls and the focus ring need 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['paper', 'card', 'tint', 'wrong-tint'].map((ground) => ['ink', ground, 4.5] as const),
  ...['paper', 'card'].flatMap((ground) => [['quiet', ground, 4.5] as const, ['accent', ground, 4.5] as const]),
  ['quiet', 'tint', 4.5],
  ['on-accent', 'accent', 4.5],
  ['wrong', 'wrong-tint', 4.5],
  ['wrong', 'paper', 4.5],
  ['edge', 'card', 3],
  ['edge', 'paper', 3],
  ['accent', 'tint', 3],
  ['focus', 'paper', 3],
  ['focus', 'card', 3],
]

function tooFaint(colours: Colours): string[] {
  return pairs.flatMap(([ink, ground, least]) => {
    const [one, other] = [colours[ink], colours[ground]]
    const found = one && other ? contrast(one, other) : 0
    return found >= least ? [] : [`${ink} on ${ground}: ${found.toFixed(2)} < ${least}`]
  })
}

test('stanceline.css has colours that are far enough apart, light and dark', () => {
  const { light, dark } = schemesIn(styles.includes(sheet) ? textOf(sheet) : '')
  assert.deepEqual([tooFaint(light), tooFaint(dark)], [[], []])
  assert.deepEqual(tooFaint({ ...light, quiet: '#8a949e' }).length, 3)
  assert.deepEqual(tooFaint({ ...dark, focus: '#333' }).length, 2)
})

test('contrast(one, other) is 21 for black on white, and 4.48 for #777 on white, as WCAG tools say', () => {
  assert.equal(contrast('#000', '#ffffff'), 21)
  assert.equal(contrast('#777', '#fff').toFixed(2), '4.48')
})
