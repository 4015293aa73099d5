import type { Express, Request, RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'

/** An address that the app knows, and what can be done there. */
export interface KnownRoute {
  /** With its mount, such as `/take/:study/:language`. */
  readonly pattern: string
  readonly methods: readonly string[]
  /** Whether it is the route of a path. */
  readonly address: RegExp
}

/** Lets requests pass that a route is there for, by their path as it is written and by their method. */
export const knownRoutes: RequestHandler = (req, res, next) => {
  const routes = routesAt(req)
  if (routes.length === 0) throw new Refusal('not-found')
  if (routes.some(({ methods }) => methods.includes(req.method))) return next()
  res.setHeader('Allow', [...new Set(routes.flatMap(({ methods }) => methods))].join(', '))
  throw new Refusal('wrong-method')
}

/** The pattern of the route that a request is for; none for an address that leads nowhere. */
export function patternOf(req: Request): string {
  const routes = routesAt(req)
  const taken = routes.find(({ methods }) => methods.includes(req.method)) ?? routes[0]
  return taken?.pattern ?? '(none)'
}

function routesAt(req: Request): KnownRoute[] {
  const path = req.originalUrl.split('?', 1)[0] ?? ''
  return listRoutes(req.app).filter(({ address }) => address.test(path))
}

const known = new WeakMap<object, readonly KnownRoute[]>()

/** All routes of an app, as its routers have them, when the first request comes. */
export function listRoutes(app: Pick<Express, 'router'>): readonly KnownRoute[] {
  const listed = known.get(app)
  if (listed) return listed
  const byPattern = Map.groupBy(mounted(app.router as unknown as Lists, ''), ({ pattern }) => pattern)
  const routes = [...byPattern].map(([pattern, all]) => ({
    pattern,
    methods: [...new Set(all.flatMap(({ methods }) => methods))],
    address: addressOf(pattern),
  }))
  known.set(app, routes)
  return routes
}

/** What a router of Express says of itself; its types do not know it yet. */
interface Lists {
  listRoutes(): readonly { readonly path: string; readonly methods?: readonly string[]; readonly router?: Lists }[]
}

function mounted(router: Lists, mount: string): Pick<KnownRoute, 'pattern' | 'methods'>[] {
  return router.listRoutes().flatMap(({ path, methods = [], router: inner }) => {
    const pattern = `${mount}${path}`.replace(/\/+$/, '')
    return inner ? mounted(inner, pattern) : [{ pattern: pattern || '/', methods }]
  })
}

function addressOf(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part))
  return new RegExp(`^${parts.join('/')}/?$`)
}
