import type { Request, Response } from 'express'
import { keepCookie, readCookie } from './cookies.ts'

/** What this browser holds for a study: the token of the person taking part in it. */
export function heldToken(req: Request, studyId: string): string | undefined {
  const token = readCookie(req, nameFor(studyId))
  return token && /^[\w-]{22}$/.test(token) ? token : undefined
}

/** Which study a page belongs to, and what this browser holds for it. */
export function holderOf(req: Request): { studyId: string; token: string | undefined } {
  const studyId = String(req.params.study)
  return { studyId, token: heldToken(req, studyId) }
}

/** Remembers a person until the browser is closed, for the pages of one study only. */
export function holdToken(res: Response, held: { studyId: string; token: string; isPublic: boolean }): void {
  const { studyId, token, isPublic } = held
  keepCookie(res, { name: nameFor(studyId), value: token, path: `/take/${studyId}`, isPublic })
}

function nameFor(studyId: string): string {
  return `stanceline_${studyId}`
}
