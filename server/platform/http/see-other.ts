import type { Response } from 'express'

/** Sends a browser to another page after a form, so that reloading sends nothing again. */
export function seeOther(res: Response, address: string): void {
  res.statusCode = 303
  res.setHeader('Location', address)
  res.end()
}
