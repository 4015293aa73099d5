import { type Logger, pino } from 'pino'

/** What may be logged of a failed request. Nothing a person sent is among it. */
export interface Incident {
  readonly method: string
  /** The pattern of the route, never the address itself. */
  readonly route: string
  readonly status: number
  readonly name: string
  readonly stack: string | undefined
}

export interface Log {
  incident(incident: Incident): void
}

/** Structured lines on standard error, so that standard output stays free for what a command prints. */
export function openLog(): Log {
  const logger: Logger = pino({ base: null }, pino.destination(2))
  return {
    incident: ({ method, route, status, name, stack }) => logger.error({ method, route, status, name, stack }),
  }
}
