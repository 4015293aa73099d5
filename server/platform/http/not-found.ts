import type { RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'

/** No route took the request. */
export const notFound: RequestHandler = (_req, _res, next) => next(new Refusal('not-found'))
