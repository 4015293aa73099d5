import { createServer } from 'node:http'
import Database from 'better-sqlite3'

/** What our pages are measured beside: node:http alone, which sends one text of the size given and keeps each form as
 *  a row, on disk before it answers. No router, no view, no words, no check. */
const [, , size = '4000', path = ''] = process.argv
const page = `<!doctype html><html lang="en"><title>A page</title><form method="post">${' '.repeat(Number(size))}</form>`

const db = new Database(path)
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
db.exec('create table answers (id integer primary key, body text not null) strict')
const insert = db.prepare('insert into answers (body) values (?)')

const server = createServer((req, res) => {
  if (req.method === 'GET') {
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.end(page)
    return
  }
  let body = ''
  req.setEncoding('utf8').on('data', (chunk) => {
    body += chunk
  })
  req.on('end', () => {
    insert.run(body)
    res.writeHead(303, { Location: '/page' }).end()
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
})
process.on('SIGTERM', () => process.exit(0))
