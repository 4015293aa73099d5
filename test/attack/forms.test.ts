import assert from 'node:assert/strict'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { parse } from 'node-html-parser'
import { onBothEngines } from '../support/database.ts'
import { type Ask, formType } from './ask.ts'
import { attack, canary } from './attack.ts'
import { type Form, givenWorld, type World } from './given-world.ts'

const encoded = (fields: Form['fields']) => new URLSearchParams(fields).toString()
const posted = ({ action, cookie }: Form, body: string | Buffer): Ask => ({
  method: 'POST',
  path: action,
  cookie,
  body,
})

/** Each form, once for each of its fields, hidden ones included. */
function* eachField({ forms }: World) {
  for (const form of forms) for (const field of Object.keys(form.fields)) yield { form, field }
}

/** A form in which one field is written as told; the others stay as they are on the page. */
function withField({ fields }: Form, field: string, written: string): string {
  const others = Object.entries(fields).filter(([name]) => name !== field)
  return [encoded(Object.fromEntries(others)), written].filter(Boolean).join('&')
}

onBothEngines('a field given twice, as a list or as a tree is refused, in every form', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A02 A03 fields of another shape' }, async (send) => {
    for (const { form, field } of eachField(world)) {
      const value = encodeURIComponent(form.fields[field] ?? '')
      const lists = [`${field}=${value}&${field}=${value}`, `${field}[]=${value}`, `${field}[0]=${value}`]
      const trees = [
        `${field}[$ne]=1`,
        `${field}[a][b]=${canary}`,
        `${field}%5Bx%5D=1`,
        `${field}${'[x]'.repeat(100)}=1`,
      ]
      for (const written of [...lists, ...trees]) await send(posted(form, withField(form, field, written)), [400])
    }
  })
})

onBothEngines('names that everything inherits are refused, in every form', async (t, db) => {
  const world = await givenWorld(t, db)
  const names = ['__proto__[admin]=1', '__proto__=1', 'constructor[prototype][admin]=1', 'constructor=1', 'prototype=1']
  await attack(world, { name: 'A04 inherited names' }, async (send) => {
    for (const form of world.forms)
      for (const name of [...names, `%5F%5Fproto%5F%5F=${canary}`, `%5f_proto__[x]=${canary}`])
        await send(posted(form, `${encoded(form.fields)}&${name}`), [400])
  })
})

onBothEngines('what is no text in UTF-8 is refused in every field', async (t, db) => {
  const world = await givenWorld(t, db)
  const bytes = ['%ff', '%C3', '%ED%A0%80', '%C0%AF', '%F5%80%80%80', '%E0%A4%A', '%', '%zz', `${canary}%ff`]
  await attack(world, { name: 'A11 broken text' }, async (send) => {
    for (const { form, field } of eachField(world))
      for (const text of [...bytes.map((one) => Buffer.from(one)), Buffer.from([0xff])]) {
        const before = Buffer.from(withField(form, field, `${field}=`))
        await send(posted(form, Buffer.concat([before, text])), [400])
        await send(posted(form, Buffer.concat([before, Buffer.from('&'), text, Buffer.from('=x')])), [400])
      }
  })
})

onBothEngines('a NUL is stored in no field, and refused in every name', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A12 NUL' }, async (send) => {
    for (const { form, field } of eachField(world))
      for (const text of [Buffer.from('%00'), Buffer.from('yes%00no'), Buffer.from([0])]) {
        const before = Buffer.from(withField(form, field, `${field}=`))
        await send(posted(form, Buffer.concat([before, text])), [400, 403, 422])
        await send(posted(form, Buffer.concat([before, Buffer.from('&'), text, Buffer.from('=x')])), [400])
      }
  })
})

const many = Array.from({ length: 9000 }, (_, n) => `n${n}=`).join('&')
const crowds = [many, 'a[]=&'.repeat(3000), 'a=&'.repeat(10_000), '&'.repeat(60_000), '=&'.repeat(30_000)]

onBothEngines('a form that is too large or has too many fields is refused', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A10 A41 large forms' }, async (send) => {
    for (const { form, field } of eachField(world)) {
      await send(posted(form, withField(form, field, `${field}=${'x'.repeat(70_000)}`)), [413])
      await send(posted(form, withField(form, field, `${field}=${'x'.repeat(1_000_000)}`)), [413])
    }
    for (const form of world.forms) for (const body of crowds) await send(posted(form, body), [400, 413])
  })
})

const packings = {
  gzip: gzipSync(Buffer.alloc(30_000_000)),
  br: brotliCompressSync(Buffer.alloc(1_000_000)),
  deflate: deflateSync(Buffer.alloc(1_000_000)),
  identity: Buffer.from('a=b'),
  'gzip, gzip': gzipSync(gzipSync(Buffer.alloc(100_000))),
}

onBothEngines('a form that is packed is refused without unpacking it', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A42 packed forms' }, async (send) => {
    for (const form of world.forms)
      for (const [packing, body] of Object.entries(packings))
        await send({ ...posted(form, body), headers: { 'content-encoding': packing } }, [415])
  })
})

const charsets = ['utf-7', 'utf-16', 'utf-16le', 'iso-8859-1', 'foo', canary, 'utf-8;charset=utf-7']
const typed = charsets.map((charset) => `${formType}; charset=${charset}`)
const others = ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', 'text/html']
const otherTypes = [...typed, ...others, '', undefined, `${formType}x`, ','].map((type) => ({ 'content-type': type }))

onBothEngines('only a form in UTF-8 is taken: no JSON, no parts, no text, no other charset', async (t, db) => {
  const world = await givenWorld(t, db)
  const part = `--x\r\nContent-Disposition: form-data; name=""\r\n\r\n${canary}`
  await attack(world, { name: 'A43 A44 other types' }, async (send) => {
    const bodies = ({ fields }: Form) => [encoded(fields), JSON.stringify(fields), part, '{"__proto__":{"admin":1}}']
    for (const asked of world.forms.flatMap((form) => bodies(form).map((body) => posted(form, body))))
      for (const headers of otherTypes) await send({ ...asked, headers }, [415])
  })
})

const scripts = [
  '</textarea><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<svg/onload=x>',
]
const templates = [
  '<%= 7*7 %>',
  '<%- include("/etc/passwd") %>',
  `\${7*7}`,
  '{{7*7}}',
  '</script>\u2028\u2029',
  '&lt;b&gt;',
]
const queries = ["' OR 1=1--", '";--', "1' UNION SELECT * FROM sessions--", '%_', "'; DROP TABLE answers;--", '\\']

const withCode = (one: { form: Form; field: string }) =>
  [...scripts, ...templates, ...queries].map((text) => ({ ...one, text }))
const scriptsIn = (html: string) => scripts.filter((script) => html.includes(script))
const commentIn = (html: string) => parse(html).querySelector('textarea')?.text.trim()

onBothEngines('markup, templates and queries stay what they are: text', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A14 A15 A16 A18 code as text' }, async (send) => {
    for (const { form, field, text } of eachField(world).flatMap(withCode)) {
      const long = field === 'feedback' ? text + 'x'.repeat(2000) : text
      const written = `${field}=${encodeURIComponent(long)}`
      const { body } = await send(posted(form, withField(form, field, written)), [400, 403, 404, 422])
      assert.deepEqual([scriptsIn(body), commentIn(body) ?? long.trim()], [[], long.trim()])
    }
  })
})

const sites = ['cross-site', 'same-site', 'none-such', canary].map((site) => ({ 'sec-fetch-site': site }))
const tokens = ['', ...['', 'x', 'x'.repeat(22), canary].map((token) => `formToken=${token}`)]

onBothEngines('a form from another site, or without the token of its page, is refused', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A36 A08 forms from elsewhere' }, async (send) => {
    const whole = world.forms.map((form) => posted(form, encoded(form.fields)))
    for (const asked of whole.flatMap((one) => sites.map((headers) => ({ ...one, headers })))) await send(asked, [403])
    const bare = world.forms.flatMap((form) => tokens.map((token) => posted(form, withField(form, 'formToken', token))))
    for (const asked of bare) await send(asked, [403])
    for (const form of world.forms.filter(({ cookie }) => cookie !== undefined)) {
      await send(posted({ ...form, cookie: undefined }, encoded(form.fields)), [404])
      await send(posted({ ...form, cookie: world.people.other }, encoded(form.fields)), [403])
    }
  })
})
