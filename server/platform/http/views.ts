import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type TemplateFunction } from 'ejs'
import type { Express } from 'express'

const folder = join(import.meta.dirname, '../../../views')

/** Reads every view once, at the start. A view sees one object, `page`, and nothing else; what it includes, by
 *  `page.include('folder/view', { added })`, sees the same object with what is added. */
export function useViews(app: Express): void {
  const views = new Map(globSync('**/*.ejs', { cwd: folder }).map((file) => [nameOf(file), compiled(file)]))
  app.set('views', folder)
  app.set('view engine', 'ejs')
  app.enable('view cache')
  app.engine('ejs', (path, data, done) => {
    const { settings: _settings, cache: _cache, _locals, ...page } = data as Record<string, unknown>
    done(null, render(views, nameOf(path.slice(folder.length + 1)), page))
  })
}

function render(views: ReadonlyMap<string, TemplateFunction>, name: string, page: object): string {
  const view = views.get(name)
  if (!view) throw new Error(`there is no view ${name}`)
  const include = (other: string, added?: object) => render(views, other, { ...page, ...added })
  return view({ ...page, include })
}

function compiled(file: string): TemplateFunction {
  const text = readFileSync(join(folder, file), 'utf8')
  return ejs.compile(text, {
    _with: false,
    localsName: 'page',
    compileDebug: false,
    rmWhitespace: true,
  })
}

function nameOf(file: string): string {
  return file.replaceAll('\\', '/').replace(/\.ejs$/, '')
}
