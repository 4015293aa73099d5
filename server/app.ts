import { join } from 'node:path'
import express, { type Express } from 'express'
import { signInRoutes } from './accounts/sign-in-routes.ts'
import { doorRoutes } from './participation/door-routes.ts'
import { finishRoutes } from './participation/finish-routes.ts'
import { leaveRoutes } from './participation/leave-routes.ts'
import { questionRoutes } from './participation/question-routes.ts'
import type { Deps } from './platform/deps.ts'
import { errorPage } from './platform/http/error-page.ts'
import { notFound } from './platform/http/not-found.ts'
import { notStored, sameSiteForms, securityHeaders } from './platform/http/security-headers.ts'
import { referenceRoutes } from './reference/reference-routes.ts'
import { resultsRoutes } from './results/routes.ts'

const assets = join(import.meta.dirname, '../views/assets')

/** The whole app in the order a request meets it: guards, one router per subject, what goes wrong. */
export function createApp(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag') // pages are never stored; assets have their own

  app.use(securityHeaders(deps))
  app.use('/assets', express.static(assets, { maxAge: '1h' }))
  app.use(notStored)
  app.use(sameSiteForms)
  app.use(express.urlencoded({ extended: false, inflate: false, limit: '64kb', parameterLimit: 100 }))

  app.use('/take', questionRoutes(deps), finishRoutes(deps), leaveRoutes(deps), doorRoutes(deps))
  app.use('/sign-in', signInRoutes(deps))
  app.use('/studies', resultsRoutes(deps))
  app.use('/reference', referenceRoutes(deps))

  app.use(notFound)
  app.use(errorPage(deps))
  return app
}
