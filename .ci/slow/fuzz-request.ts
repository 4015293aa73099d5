import type { SeededRandom } from '../../server/statistics/seeded-random.ts'

/** A request as it goes over the wire. `isWhole` says whether an answer must come without anything more. */
export interface Fuzzed {
  readonly method: string
  readonly bytes: Buffer
  readonly isWhole: boolean
}

export interface Known {
  /** Addresses of all routes, with what a person has. */
  readonly paths: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly cookie: string
}

const methods = [
  'GET',
  'GET',
  'GET',
  'POST',
  'POST',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'PROPFIND',
]
const texts = [
  '',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '%00',
  '%ff',
  '%ED%A0%80',
  '..%2f',
  '<script>',
  "'--",
  '%F0%9F%98%80',
  '__proto__',
  'constructor',
  'a[b]',
  '{{7*7}}',
  '<%=1%>',
  'x'.repeat(3000),
]
const types = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
  'application/x-www-form-urlencoded; charset=utf-7',
]
const headers = [
  'Accept: application/json',
  'Accept: */*;q=x',
  'Accept-Language: ja',
  'Accept-Language: ;;;q=',
  'Host: twice',
  'Sec-Fetch-Site: cross-site',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: x',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Range: bytes=9-1',
  'If-Modified-Since: x',
  'If-None-Match: *',
  'X-Forwarded-For: 1.2.3.4',
  'Cookie: a=b; =; ;;',
  'Transfer-Encoding: chunked',
  `X-Long: ${'x'.repeat(9000)}`,
  'Connection: close',
]

/** A request that resembles one of a browser, with some of its parts changed. */
export function fuzzed(random: SeededRandom, known: Known): Fuzzed {
  const method = picked(random, methods)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? bodyOf(random, known) : ''
  const missing = hasBody && random.share() < 0.04 ? 1 + random.place(50) : 0
  const extra = extraHeaders(random, known)
  const lines = [
    `${method} ${pathOf(random, known)} HTTP/1.1`,
    'Host: localhost',
    ...(hasBody ? [typeFrom(random), `Content-Length: ${Buffer.byteLength(body) + missing}`] : []),
    ...extra,
  ]
  const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
  if (random.share() < 0.03) return { method, bytes: withNoise(random, bytes), isWhole: false }
  return { method, bytes, isWhole: missing === 0 && !extra.some((line) => line.startsWith('Transfer')) }
}

function picked<Item>(random: SeededRandom, items: readonly Item[]): Item {
  return items[random.place(items.length)] as Item
}

function extraHeaders(random: SeededRandom, { cookie }: Known): string[] {
  const own = random.share() < 0.7 ? [`Cookie: ${cookie}`] : []
  return random.share() < 0.3 ? [...own, picked(random, headers)] : own
}

function typeFrom(random: SeededRandom): string {
  return `Content-Type: ${random.share() < 0.8 ? types[0] : picked(random, types)}`
}

function pathOf(random: SeededRandom, { paths }: Known): string {
  const path = paths[random.place(paths.length)] ?? '/'
  const parts = path.split('/')
  if (random.share() < 0.3) parts[1 + random.place(parts.length - 1)] = textFrom(random)
  const query = random.share() < 0.3 ? `?${textFrom(random)}=${textFrom(random)}` : ''
  return `${parts.join('/')}${query}`
}

function bodyOf(random: SeededRandom, { fields }: Known): string {
  const all = Object.entries(fields).filter(() => random.share() < 0.9)
  const changed = all.map(([name, value]) => [
    name,
    random.share() < 0.15 ? textFrom(random) : encodeURIComponent(value),
  ])
  const added = random.share() < 0.15 ? [[textFrom(random), textFrom(random)]] : []
  return [...changed, ...added].map((pair) => pair.join('=')).join('&')
}

function textFrom(random: SeededRandom): string {
  if (random.share() < 0.7) return texts[random.place(texts.length)] ?? ''
  return Array.from({ length: 1 + random.place(12) }, () => String.fromCharCode(33 + random.place(94))).join('')
}

/** Some bytes are others. */
function withNoise(random: SeededRandom, bytes: Buffer): Buffer {
  const noisy = Buffer.from(bytes)
  for (let n = 0; n <= random.place(8); n += 1) noisy[random.place(noisy.length)] = random.place(256)
  return noisy
}
