import type { Response } from 'express'

/** Marks a page that answers a form without having taken it. Other pages are never kept; this one the browser may
 *  keep for itself, as the way back would otherwise end at a page of the browser's own about a form to send again. */
export function sentBack(res: Response, status: number): void {
  res.status(status)
  res.setHeader('Cache-Control', 'private, no-cache')
}
