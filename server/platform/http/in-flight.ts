import type { RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'

/** Turns requests away while so many are being worked on: those who come then are told to try again, and those who are
 *  being served do not wait ever longer.
 *  @throws {Refusal} busy */
export function inFlightLimit(most: number): RequestHandler {
  let inFlight = 0
  return (_req, res, next) => {
    if (inFlight >= most) return next(new Refusal('busy'))
    inFlight += 1
    res.once('close', () => {
      inFlight -= 1
    })
    next()
  }
}
