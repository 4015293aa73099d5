import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type TemplateFunction } from 'ejs'
import type { Response } from 'express'
import { assetAddress } from './assets.ts'
import { compressedNow, preferredCoding } from './content-coding.ts'
import { allowScript } from './security-headers.ts'

const worthCompressing = 1024
const folder = join(import.meta.dirname, '../../../views')

/** The objects that views see are made here and nowhere else, so they need not be copied once more. */
const options = {
  _with: false,
  localsName: 'page',
  compileDebug: false,
  rmWhitespace: true,
  unsafePrototypeLocals: true,
}

/** Every view, read once at the start. */
const views = new Map(globSync('**/*.ejs', { cwd: folder }).map((file) => [nameOf(file), compiled(file)]))

/** Answers with a page. A view sees one object, `page`, and nothing else; what it includes, by
 *  `page.include('folder/view', { added })`, sees the same object with what is added. `page.asset('name')` is the
 *  address of a style sheet, a script or an image, and `page.nonce()` what a script of ours must carry. */
export function show(res: Response, view: string, page: object): void {
  const html = Buffer.from(rendered(view, { ...page, nonce: () => allowScript(res) }))
  const coding = html.length < worthCompressing ? undefined : preferredCoding(res.req.headers['accept-encoding'])
  const body = coding ? compressedNow(html, coding) : html
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.vary('Accept-Encoding')
  if (coding) res.setHeader('Content-Encoding', coding)
  res.setHeader('Content-Length', body.length)
  res.end(body)
}

function rendered(name: string, page: object): string {
  const view = views.get(name)
  if (!view) throw new Error(`there is no view ${name}`)
  const include = (other: string, added?: object) => rendered(other, { ...page, ...added })
  return view({ ...page, include, asset: assetAddress })
}

function compiled(file: string): TemplateFunction {
  return ejs.compile(readFileSync(join(folder, file), 'utf8'), options)
}

function nameOf(file: string): string {
  return file.replaceAll('\\', '/').replace(/\.ejs$/, '')
}
