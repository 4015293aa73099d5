import { Router } from 'express'
import { type Checked, readiness } from '../readiness.ts'

/** For whatever watches the server: `/livez` answers while the process turns, `/readyz` while people can be sent. */
export function probes(checked: Checked): Router {
  const router = Router()
  const unready = readiness(checked)

  router.get('/livez', (_req, res) => {
    res.json({ live: true })
  })

  router.get('/readyz', async (_req, res) => {
    const reasons = await unready()
    res.status(reasons.length > 0 ? 503 : 200).json({ ready: reasons.length === 0, reasons })
  })

  return router
}
