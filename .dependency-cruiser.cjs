/** Who may import whom. A domain knows those before it in this list, never those after it. */
const domains = [
  'stances',
  'published',
  'accounts',
  'questionnaires',
  'studies',
  'participation',
  'audit',
  'crowd-batches',
  'model-runs',
  'consistency',
  'quality',
  'comparison',
  'planning',
  'results',
  'exports',
  'reference',
]
const edge = '/[a-z-]*(routes|pages)[.]ts$'
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...domains
      .slice(0, -1)
      .map((domain, n) =>
        rule(
          `${domain}-looks-back-only`,
          { path: `^server/${domain}/`, pathNot: edge },
          { path: `^server/(${domains.slice(n + 1).join('|')})/` },
        ),
      ),
    rule('no-circles', {}, { circular: true }),
    rule(
      'pure-stays-pure',
      { path: '^server/(statistics|plots)/' },
      { pathNot: '^server/(statistics|plots)/|pure-rand' },
    ),
    rule('platform-knows-no-domain', { path: '^server/platform/' }, { path: `^server/(${domains.join('|')})/` }),
    rule('queries-are-private', { path: '^server/([^/]+)/' }, { path: '/queries[.]ts$', pathNot: '^server/$1/' }),
    rule('edges-are-leaves', { path: '^server/', pathNot: `(^server/app[.]ts$|${edge})` }, { path: edge }),
    rule(
      'express-at-the-edge',
      { path: '^server/', pathNot: `(${edge}|^server/app[.]ts$|^server/platform/http/)` },
      { path: 'node_modules/express/' },
    ),
    rule(
      'commands-are-called-from-the-command-line',
      { path: '^server/', pathNot: '^server/(cli[.]ts$|commands/)' },
      { path: '^server/commands/' },
    ),
    rule(
      'simulation-knows-only-what-a-stance-is',
      { path: '^server/simulation/' },
      { path: '^server/', pathNot: '^server/(simulation/|stances/record[.]ts$)' },
    ),
    rule('migrations-stand-alone', { path: '^migrations/' }, { path: '^(server|test)/' }),
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
}
