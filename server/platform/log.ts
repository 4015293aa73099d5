import { type Logger, pino } from 'pino'

/** What may be logged of a refused request. Nothing a person sent is among it. */
export interface Refused {
  readonly method: string
  /** The pattern of the route, never the address itself. */
  readonly route: string
  readonly status: number
  /** Which rule said no. */
  readonly code: string
}

/** A request that failed by a fault of ours or of what we rely on: also what kind of fault, and where. */
export interface Incident extends Refused {
  readonly name: string
  readonly stack: string | undefined
}

export interface Log {
  refused(refused: Refused): void
  incident(incident: Incident): void
}

/** Structured lines on standard error, so that standard output stays free for what a command prints. */
export function openLog(): Log {
  const logger: Logger = pino({ base: null }, pino.destination(2))
  return {
    refused: ({ method, route, status, code }) => logger.info({ method, route, status, code }),
    incident: ({ method, route, status, code, name, stack }) =>
      logger.error({ method, route, status, code, name, stack }),
  }
}
