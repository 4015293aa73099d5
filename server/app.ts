import express, { type Express } from 'express'
import { signInRoutes } from './accounts/sign-in-routes.ts'
import { doorRoutes } from './participation/door-routes.ts'
import { finishRoutes } from './participation/finish-routes.ts'
import { leaveRoutes } from './participation/leave-routes.ts'
import { myDataRoutes } from './participation/my-data-routes.ts'
import { ownLanguage } from './participation/own-language-routes.ts'
import { questionRoutes } from './participation/question-routes.ts'
import { wayBackRoutes } from './participation/way-back-routes.ts'
import type { Deps } from './platform/deps.ts'
import { assets } from './platform/http/assets.ts'
import { errorPage } from './platform/http/error-page.ts'
import { formBody } from './platform/http/form-body.ts'
import { inFlightLimit } from './platform/http/in-flight.ts'
import { knownRoutes } from './platform/http/known-addresses.ts'
import { notFound } from './platform/http/not-found.ts'
import { ownHost } from './platform/http/own-host.ts'
import { probes } from './platform/http/probes.ts'
import { readableAddress } from './platform/http/readable-address.ts'
import { notStored, sameSiteForms, securityHeaders } from './platform/http/security-headers.ts'
import { referenceRoutes } from './reference/reference-routes.ts'
import { resultsRoutes } from './results/routes.ts'

/** More would wait for longer than people do. */
const mostInFlight = 500

/** The whole app in the order a request meets it: guards, one router per subject, what goes wrong. */
export function createApp(deps: Deps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag') // pages are never stored; assets have their own addresses

  app.use(securityHeaders(deps))
  app.use(readableAddress)
  app.use('/assets', assets())
  app.use(knownRoutes)
  app.use(notStored)
  app.use(probes(deps))
  app.use(ownHost(deps))
  app.use(sameSiteForms)
  app.use(...formBody)

  app.use(inFlightLimit(mostInFlight))
  app.use('/take', doorRoutes(deps), wayBackRoutes(deps), ownLanguage(deps))
  app.use('/take', questionRoutes(deps), finishRoutes(deps), leaveRoutes(deps), myDataRoutes(deps))
  app.use('/sign-in', signInRoutes(deps))
  app.use('/studies', resultsRoutes(deps))
  app.use('/reference', referenceRoutes(deps))

  app.use(notFound)
  app.use(errorPage(deps))
  return app
}
