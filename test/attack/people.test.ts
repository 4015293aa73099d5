import assert from 'node:assert/strict'
import { begin, choose, open, send as sendForm, ticked, valueLabelled } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy } from '../support/given.ts'
import { ask, type Told } from './ask.ts'
import { attack, canary } from './attack.ts'
import { type Form, givenWorld, submit, type World } from './given-world.ts'

function formFor({ forms }: World, end: string): Form {
  const form = forms.find(({ action }) => action.endsWith(end))
  if (!form) throw new Error(`no form for ${end}`)
  return form
}

const bodyOf = (form: Form, changed: Form['fields'] = {}) =>
  new URLSearchParams({ ...form.fields, ...changed }).toString()
const kindsOf = (all: readonly Told[]) => [
  ...new Set(all.map(({ status, headers }) => `${status} ${headers['retry-after']}`)),
]
const cookieIn = ({ headers }: Told) => headers['set-cookie']?.[0]?.split(';')[0]

onBothEngines('an answer that is not on the page, or not this person’s turn, is not taken', async (t, db) => {
  const world = await givenWorld(t, db)
  const form = formFor(world, 'questions/1')
  const options = await db.selectFrom('options').select(['id', 'originalId']).execute()
  const own = options.find(({ id }) => id === form.fields.choice)?.originalId
  const elsewhere = options.filter(({ originalId }) => originalId !== own).map(({ id }) => id)
  assert.ok(elsewhere.length > 0)
  await attack(world, { name: 'A05 A06 A07 answers to other questions' }, async (send) => {
    const to = { method: 'POST', path: form.action, cookie: form.cookie }
    for (const choice of ['', 'yes', canary, ...elsewhere, `${form.fields.choice} `, '0', 'null'])
      await send({ ...to, body: bodyOf(form, { choice }) }, [422])
    for (const position of ['2', '99', '0', '-1', '1.5', '1e3', '9'.repeat(30), 'NaN', canary]) {
      const path = form.action.replace(/1$/, position)
      const { headers } = await send({ ...to, path, body: bodyOf(form) }, [303, 422])
      assert.match(String(headers.location ?? '/questions/1'), /\/questions\/1$/)
    }
    for (const study of ['nowhere', canary, `${world.study.id}x`])
      await send({ ...to, path: form.action.replace(world.study.id, study), body: bodyOf(form) }, [403, 404])
  })
})

onBothEngines('a revision that is none is refused', async (t, db) => {
  const world = await givenWorld(t, db)
  const form = formFor(world, 'questions/1')
  await attack(world, { name: 'A09 revisions that are none' }, async (send) => {
    for (const seenRevision of ['-1', '1.5', '1e308', '1e400', 'NaN', 'soon', '9'.repeat(40), canary])
      await send(
        { method: 'POST', path: form.action, cookie: form.cookie, body: bodyOf(form, { seenRevision }) },
        [400],
      )
  })
})

onBothEngines('links that were guessed lead nowhere, all in the same way', async (t, db) => {
  const world = await givenWorld(t, db)
  const token = world.people.begun.split('=')[1] ?? ''
  const near = [
    token.slice(0, -1),
    `${token}x`,
    token.toUpperCase(),
    token.toLowerCase(),
    [...token].reverse().join(''),
  ]
  const guesses = Array.from({ length: 300 }, (_, n) => n.toString(36).padStart(22, 'A'))
  await attack(world, { name: 'A25 guessed personal links' }, async (send) => {
    const told = []
    for (const guess of [...near, ...guesses])
      told.push(await send({ path: `/take/${world.study.id}/de/return/${guess}` }, [404, 429]))
    const [first, later] = [told.slice(0, 30), told.slice(30)]
    assert.deepEqual(kindsOf(first), ['404 undefined'])
    assert.deepEqual(kindsOf(later), ['429 60'])
    for (const all of [first, later]) assert.equal(new Set(all.map(({ body }) => body)).size, 1)
    assert.deepEqual(
      told.flatMap((one) => cookieIn(one) ?? []),
      [],
    )
    await send({ path: `/take/nowhere/de/return/${token}` }, [404])
    await send({ path: `/take/${world.study.id}/de/return/${token}` }, [303])
  })
})

onBothEngines('a cookie that was planted before is not what a person gets', async (t, db) => {
  const world = await givenWorld(t, db)
  const form = formFor(world, 'participation')
  await attack(world, { name: 'A28 planted cookies', begun: 1 }, async (send) => {
    const planted = `stanceline_${world.study.id}=${'A'.repeat(22)}`
    const told = await send({ method: 'POST', path: form.action, cookie: planted, body: bodyOf(form) }, [303])
    assert.match(cookieIn(told) ?? '', /=[\w-]{22}$/)
    assert.notEqual(cookieIn(told), planted)
    for (const cookie of [
      `stanceline_${world.study.id}=${canary}`,
      '=',
      ';;;',
      `${'a=b; '.repeat(200)}c=d`,
      '__proto__=x',
    ])
      await send({ path: `/take/${world.study.id}/de/questions/1`, cookie }, [404])
  })
})

onBothEngines('whoever has finished or left changes nothing any more', async (t, db) => {
  const world = await givenWorld(t, db)
  const { left, finished } = world.people
  const token = async (cookie: string) => {
    const { body } = await ask(world.site.url, { path: `/take/${world.study.id}/de/withdraw`, cookie })
    return /name="formToken" value="([^"]+)"/.exec(body)?.[1]
  }
  const [own, gone] = [await token(finished), await token(left)]
  assert.equal(gone, undefined) // no page gives a token to whoever has left
  await attack(world, { name: 'A29 A35 A37 after the end' }, async (send) => {
    for (const { action, fields } of world.forms.filter(
      (one) => !/participation|withdrawal|my-data/.test(one.action),
    )) {
      const body = (formToken = '') => new URLSearchParams({ ...fields, formToken }).toString()
      await send({ method: 'POST', path: action, cookie: finished, body: body(own) }, [303, 410, 422])
      await send({ method: 'POST', path: action, cookie: left, body: body(gone) }, [403])
    }
  })
})

onBothEngines('one person cannot begin twice, however many times at once', async (t, db) => {
  const world = await givenWorld(t, db)
  const door = await open(world.site.client(), `/take/${world.study.id}/de?person=PERSON-1`)
  const form = { action: door.action, fields: { ...door.hidden, ...ticked }, cookie: undefined, pattern: '' }
  await attack(world, { name: 'A31 one person at once', begun: 1 }, async (send) => {
    const body = bodyOf(form)
    const told = await Promise.all(
      Array.from({ length: 40 }, () => send({ method: 'POST', path: form.action, body }, [303])),
    )
    assert.equal(new Set(told.map(cookieIn)).size, 1)
    for (const person of [
      '',
      ' ',
      'null',
      'undefined',
      'None',
      'ｆｕｌｌ',
      'x'.repeat(101),
      'a\nb',
      '{{%PID%}}',
      `${canary}<`,
    ])
      await send({ path: `/take/${world.study.id}/de?person=${encodeURIComponent(person)}` }, [400])
  })
})

onBothEngines('naming other sources does not let anybody begin more often', async (t, db) => {
  const world = await givenWorld(t, db)
  const { id } = await givenStudy(db, { languages: ['de'], peoplePerUnit: 50, startsPerMinute: 8 })
  let begun = 0
  await attack(world, { name: 'A23 A32 forwarded sources', begun: 8 }, async (send) => {
    for (let n = 0; n < 30; n += 1) {
      const door = await open(world.site.client(), `/take/${id}/de`)
      const headers = { 'x-forwarded-for': `10.0.0.${n}`, 'x-real-ip': `10.1.0.${n}`, forwarded: `for=10.2.0.${n}` }
      const body = new URLSearchParams({ ...door.hidden, ...ticked }).toString()
      const told = await send({ method: 'POST', path: door.action, headers, body }, [303, 429])
      begun += told.status === 303 ? 1 : 0
    }
    assert.equal(begun, 8)
  })
})

onBothEngines(
  'nobody answers before they have agreed, and whoever answers fast is taken as they are',
  async (t, db) => {
    const world = await givenWorld(t, db)
    await attack(world, { name: 'A34 answers without consent' }, async (send) => {
      for (const { action, fields } of world.forms.filter((one) => !/(participation|my-data)$/.test(one.action)))
        await send({ method: 'POST', path: action, body: new URLSearchParams(fields).toString() }, [404])
    })
    const client = world.site.client()
    const first = await begin(client, world.study, 'de')
    const same = await choose(client, first, '(de) yes')
    assert.equal(same.status, 303)
    assert.ok(valueLabelled(first, '(de) yes'))
    assert.equal((await sendForm(client, first, { choice: 'none' })).status, 422)
    assert.equal((await submit(world.site, formFor(world, 'questions/1'))).status, 303)
  },
)

const odd = [
  '\u202Eabc\u202C',
  'a\u200B\u200D\uFEFFb',
  'e\u0301'.repeat(900),
  '👩‍👩‍👧‍👦 𠮷',
  'a\u2028\u2029b',
  'x'.repeat(2000),
]

onBothEngines('text of any kind is kept as it was written, up to the last character', async (t, db) => {
  const world = await givenWorld(t, db)
  const form = formFor(world, 'feedback')
  await attack(world, { name: 'A10 A13 odd text' }, async (send) => {
    const path = form.action
    const over = await send(
      { method: 'POST', path, cookie: form.cookie, body: bodyOf(form, { feedback: 'x'.repeat(2001) }) },
      [422],
    )
    assert.ok(over.body.includes('x'.repeat(2001)))
    const participant = db.selectFrom('participants').select(['id', 'feedback'])
    for (const feedback of odd) {
      await send({ method: 'POST', path, cookie: form.cookie, body: bodyOf(form, { feedback }) }, [303])
      const reopened = { finishedAt: null, completionCode: null, feedback: null }
      const kept = await participant.where('feedback', 'is not', null).execute()
      assert.ok(
        kept.some((one) => one.feedback === feedback.trim()),
        JSON.stringify(feedback.slice(0, 20)),
      )
      await db
        .updateTable('participants')
        .set(reopened)
        .where(
          'id',
          'in',
          kept.map(({ id }) => id),
        )
        .execute()
    }
  })
})
