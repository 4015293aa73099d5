import { join } from 'node:path'
import express from 'express'
import { errorPage } from '../../server/platform/http/error-page.ts'
import { readWords } from '../../server/platform/http/words.ts'
import { InputProblem, type Misfit } from '../../server/platform/input-problem.ts'
import type { Incident } from '../../server/platform/log.ts'

const assets = join(import.meta.dirname, '../../views/assets')

/** An app that finds the same fault with its input whatever is asked for, and what it logged. */
export async function givenBrokenInput(misfit: Misfit) {
  const incidents: Incident[] = []
  const app = express()
    .use('/assets', express.static(assets))
    .use(() => {
      throw new InputProblem(misfit)
    })
    .use(errorPage({ words: await readWords(), log: { incident: (one) => incidents.push(one) } }))
  return { app, incidents }
}
