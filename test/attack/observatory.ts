/** Scores the headers of a reply that travels by https, as the HTTP Observatory of MDN does: modifiers of its public
 *  table (src/grader/charts.js of mdn-http-observatory 1.4) on a baseline of 100; extra credit from 90 on. How a site
 *  leads from http to https is the proxy's matter and counts 0 here. */
export function observatoryScore({ headers, cookies }: Scored): number {
  const policy = directivesOf(headers['content-security-policy'])
  const modifiers = [
    ofPolicy(policy),
    ofFraming(policy, headers['x-frame-options']),
    ofCookies(cookies),
    ofTransport(headers['strict-transport-security']),
    ofReferrer(headers['referrer-policy']),
    headers['x-content-type-options'] === 'nosniff' ? 0 : -5,
    ofResources(headers['cross-origin-resource-policy']),
    headers['access-control-allow-credentials'] === 'true' ? -50 : 0,
  ]
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const base = 100 + sum(modifiers.filter((one) => one < 0))
  return Math.max(base >= 90 ? base + sum(modifiers.filter((one) => one > 0)) : base, 0)
}

export interface Scored {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly cookies: readonly string[]
}

type Directives = ReadonlyMap<string, readonly string[]>

/** The sources of each directive; a directive given twice counts as it stands first. */
function directivesOf(policy = ''): Directives {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/))
  const named = parts.flatMap(([name, ...sources]) => (name ? [[name.toLowerCase(), sources] as const] : []))
  return new Map(named.toReversed())
}

const broad = ['*', 'http:', 'https:', 'data:', 'blob:', 'http://*', 'https://*']
const sourcesOf = (policy: Directives, name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']

function ofPolicy(policy: Directives): number {
  if (policy.size === 0) return -25
  const scripts = [...sourcesOf(policy, 'script-src'), ...sourcesOf(policy, 'object-src')]
  if (scripts.some((one) => one === "'unsafe-inline'" || broad.includes(one))) return -20
  if (scripts.some((one) => one.startsWith('http:'))) return -20
  if (scripts.includes("'unsafe-eval'")) return -10
  if (sourcesOf(policy, 'style-src').some((one) => one === "'unsafe-inline'" || broad.includes(one))) return 0
  const isTight =
    policy.get('default-src')?.join() === "'none'" && /^'(none|self)'$/.test(policy.get('form-action')?.join() ?? '')
  return isTight ? 10 : 5
}

function ofFraming(policy: Directives, header: string | undefined): number {
  const ancestors = policy.get('frame-ancestors')
  if (ancestors && !ancestors.some((one) => broad.includes(one))) return 5
  return /^(deny|sameorigin)$/i.test(header ?? '') ? 0 : -20
}

function ofCookies(cookies: readonly string[]): number {
  if (cookies.length === 0) return 0
  if (cookies.some((one) => !/; *Secure/i.test(one))) return -40
  if (cookies.some((one) => !/; *HttpOnly/i.test(one))) return -30
  return cookies.every((one) => /; *SameSite=(Lax|Strict)/i.test(one)) ? 5 : 0
}

function ofTransport(header: string | undefined): number {
  const [, seconds] = /max-age=(\d+)/i.exec(header ?? '') ?? []
  if (seconds === undefined) return -20
  return Number(seconds) < 15_768_000 ? -10 : 0
}

function ofReferrer(header: string | undefined): number {
  if (header === undefined) return 0
  return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(header) ? 5 : -5
}

function ofResources(header: string | undefined): number {
  if (header === undefined || header === 'cross-origin') return 0
  return header === 'same-origin' || header === 'same-site' ? 10 : -5
}
