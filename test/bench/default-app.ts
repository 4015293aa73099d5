import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'

/** What our pages are measured beside: Express as it comes, one EJS view, cached, that renders a page of the size
 *  given; its form is sent to it and answered with 303. No database, no words, no headers of ours. */
const [, , size = '4000'] = process.argv
const folder = await mkdtemp(join(tmpdir(), 'stanceline-bench-'))
const rows = '<% for (const row of rows) { %><p><label><input type="radio" name="a"><%= row %></label></p>\n<% } %>'
const view = `<!doctype html><html lang="en"><head><title><%= title %></title></head><body><form method="post">\n${rows}</form></body></html>`
await writeFile(join(folder, 'page.ejs'), view)

const row = 'A line of text as long as the words beside an option on a page.'
const shown = Array.from({ length: Math.ceil((Number(size) - 120) / (row.length + 56)) }, () => row)

const app = express()
app.set('views', folder)
app.set('view engine', 'ejs')
app.enable('view cache')
app.use(express.urlencoded({ extended: false }))
app.get('/page', (_req, res) => res.render('page', { title: 'A page', rows: shown }))
app.post('/page', (_req, res) => res.redirect(303, '/page'))
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
})
process.on('SIGTERM', () => process.exit(0))
