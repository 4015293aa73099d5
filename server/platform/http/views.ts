import { join } from 'node:path'
import ejs from 'ejs'
import type { Express } from 'express'

const folder = join(import.meta.dirname, '../../../views')

/** Views see one object, `page`, and nothing else; each is read once. */
export function useViews(app: Express): void {
  app.set('views', folder)
  app.set('view engine', 'ejs')
  app.enable('view cache')
  app.engine('ejs', (path, data, done) => {
    const { settings: _settings, cache: _cache, _locals, ...page } = data as Record<string, unknown>
    ejs.renderFile(path, page, { _with: false, localsName: 'page', cache: true }, done)
  })
}
