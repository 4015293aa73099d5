import express from 'express'
import { assets } from '../../server/platform/http/assets.ts'
import { errorPage } from '../../server/platform/http/error-page.ts'
import { readWords } from '../../server/platform/http/words.ts'
import { InputProblem, type Misfit } from '../../server/platform/input-problem.ts'
import type { Incident } from '../../server/platform/log.ts'

/** An app that finds the same fault with its input whatever is asked for, and what it logged. */
export async function givenBrokenInput(misfit: Misfit) {
  const incidents: Incident[] = []
  const app = express()
    .use('/assets', assets())
    .use(() => {
      throw new InputProblem(misfit)
    })
    .use(errorPage({ words: await readWords(), log: { incident: (one) => incidents.push(one), refused: () => {} } }))
  return { app, incidents }
}
