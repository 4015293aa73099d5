import assert from 'node:assert/strict'
import { after } from 'node:test'
import { onBothEngines } from '../support/database.ts'
import { attack, canary } from './attack.ts'
import { addressOf, givenWorld, type World } from './given-world.ts'

const withoutRoute = ['A20 A21 leading back to a recruiter', 'A24 trusted proxies', 'A26 codes to enter']
after(() => console.log(withoutRoute.map((name) => `${name.padEnd(48)}no such route`).join('\n')))

const anyPage = [200, 303, 400, 401, 403, 404, 410]
const gets = ({ routes }: World) => routes.filter(({ methods }) => methods.includes('GET'))

/** Each address of a page with one of its parts replaced. */
function* withPart(world: World, texts: readonly string[]) {
  for (const { pattern } of gets(world))
    for (const [part, name] of pattern.matchAll(/:(\w+)/g))
      for (const text of texts) yield { name, path: addressOf(world, pattern.replace(part, text)) }
}

/** What may answer a part that is none: a language that is not there means the person's own. */
const forPart: Record<string, readonly number[]> = { language: [200, 303, 400, 404], position: [303, 400, 404] }

onBothEngines(
  'an address with a part that cannot be read or climbs out is refused, and not told back',
  async (t, db) => {
    const world = await givenWorld(t, db)
    const { begun } = world.people
    await attack(world, { name: 'A01 hostile paths' }, async (send) => {
      const climbing = ['..%2f..%2fetc%2fpasswd', 'a'.repeat(8192), canary, '%22%3E%3Cscript%3E', '%0d%0aset-cookie=x']
      for (const { name = '', path } of withPart(world, climbing))
        await send({ path, cookie: begun }, forPart[name] ?? [400, 404])
      for (const { path } of withPart(world, ['%c0%ae', '%00', 'a%00', '%E0%A4%A', '%ff', '%ED%A0%80', '%', '%zz']))
        await send({ path, cookie: begun }, [400])
    })
  },
)

onBothEngines('an address written otherwise leads nowhere, or to the same page', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A50 other ways to write a path' }, async (send) => {
    for (const { pattern } of gets(world)) {
      const path = addressOf(world, pattern)
      const others = [`/${path}`, path.replace('/take', '/TAKE'), path.replace('/take/', '/take//'), `/x/..${path}`]
      const last = /\/([a-z]+)$/.exec(pattern)?.[1]
      const shouted = last ? [path.replace(new RegExp(`${last}$`), last.toUpperCase())] : []
      for (const other of [...others, ...shouted, path.replace('/take', '/t%61ke')])
        await send({ path: other, cookie: world.people.begun }, [404])
      const { status } = await send({ path, cookie: world.people.begun }, anyPage)
      await send({ path: `${path}/`, cookie: world.people.begun }, [status])
      await send({ path: `${path};x`, cookie: world.people.begun }, [303, 404])
    }
  })
})

onBothEngines('a query with names or values that no page of ours makes is refused', async (t, db) => {
  const world = await givenWorld(t, db)
  const broken = ['a=1&a=2', 'a[]=1', 'a[x]=1', 'a%5B%5D=1', 'a=%ff', 'a=%00', '%00=a', 'a=%ED%A0%80', 'a=%E0%A4%A']
  const inherited = ['__proto__=1', '__proto__[admin]=1', 'constructor[prototype][admin]=1', 'constructor=1']
  const filters = ['filter[owner.password_hash][startsWith]=a', 'settings[view%20options][client]=1', `x[${canary}]=1`]
  await attack(world, { name: 'A04 A11 A19 A41 hostile queries' }, async (send) => {
    for (const { pattern } of gets(world)) {
      const path = addressOf(world, pattern)
      for (const query of [...broken, ...inherited, ...filters, `%5f%5fproto%5f%5f=${canary}`])
        await send({ path: `${path}?${query}`, cookie: world.people.begun }, [400])
      for (const query of [Array.from({ length: 400 }, (_, n) => `n${n}=`).join('&'), `a${'[b]'.repeat(100)}=1`])
        await send({ path: `${path}?${query}`, cookie: world.people.begun }, [400, 413])
    }
  })
})

onBothEngines('what a query says beyond what is asked for changes nothing on a page', async (t, db) => {
  const world = await givenWorld(t, db)
  const options = ['client=1', 'async=1', 'delimiter=%3F', 'localsName=x', 'destructuredLocals=x', 'cache=1', 'debug=1']
  const sorted = ['sort=session_id', 'include=keys', "q='%20OR%201=1--", 'q=UNION%20SELECT%20*', `utm=${canary}`]
  const bare = (html: string) => html.replace(/ (value|href|action|nonce)="[^"]*"/g, '')
  await attack(world, { name: 'A17 A18 A19 options and injections' }, async (send) => {
    for (const { pattern } of gets(world).filter((one) => one.pattern !== '/take/:study')) {
      const path = addressOf(world, pattern)
      const plain = await send({ path, cookie: world.people.begun }, anyPage)
      for (const query of [...options, ...sorted]) {
        const told = await send({ path: `${path}?${query}`, cookie: world.people.begun }, [plain.status])
        assert.equal(bare(told.body), bare(plain.body), `${path}?${query}`)
      }
    }
  })
})

const wishes = ['x'.repeat(10_000), Array.from({ length: 2500 }, () => 'xx').join(), 'de;q=9e99,*;q=-1', ';;;,']

onBothEngines('a language that is none gives pages in one that is', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A38 A39 languages that are none' }, async (send) => {
    for (const { pattern } of gets(world)) {
      const path = addressOf(world, pattern)
      for (const language of ['..%2F..%2Fx', 'xx', 'x'.repeat(1000), canary, '%3Cscript%3E'])
        await send({ path: `${path}?language=${language}` }, anyPage)
      await send({ path: `${path}?language[]=de` }, [400])
      for (const wish of wishes) await send({ path, headers: { 'accept-language': wish } }, anyPage)
    }
  })
})
onBothEngines(
  'a host that is not ours is refused, and only the address the server was given stands in links',
  async (t, db) => {
    const world = await givenWorld(t, db)
    const evil = 'CANARY.example'
    const plain = ['x-forwarded-host', 'x-host', 'x-original-url', 'x-rewrite-url'].map((name) => ({
      [name]: evil,
    }))
    const named = [...plain, { forwarded: `host=${evil}` }]
    await attack(world, { name: 'A22 hosts' }, async (send) => {
      for (const { pattern } of gets(world)) {
        const path = addressOf(world, pattern)
        const { begun: cookie } = world.people
        for (const host of [evil, `${evil}:80`, `localhost.${evil}`, `localhost@${evil}`, 'local host', '[::2]'])
          await send({ path, cookie, headers: { host } }, [421])
        for (const headers of named) await send({ path, cookie, headers }, anyPage)
        await send({ path: `http://${evil}${path}`, cookie }, [400])
        await send({ path: `//${evil}${path}`, cookie }, [404])
      }
    })
  },
)

onBothEngines('pages of a person are never kept, and tell no other site where one was', async (t, db) => {
  const world = await givenWorld(t, db)
  await attack(world, { name: 'A27 A30 traces of a page' }, async (send) => {
    const people = [...Object.values(world.people), undefined]
    for (const { pattern, cookie } of gets(world).flatMap((route) => people.map((cookie) => ({ ...route, cookie })))) {
      const { headers, status } = await send({ path: addressOf(world, pattern), cookie }, anyPage)
      assert.equal(headers['cache-control'], 'no-store', pattern)
      assert.equal(headers['referrer-policy'], 'no-referrer', pattern)
      assert.equal(status === 303 || !pattern.includes(':token'), true, pattern)
      assert.doesNotMatch(String(headers.location), /return/)
    }
  })
})
