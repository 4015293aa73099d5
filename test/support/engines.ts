/** Every test that touches the database runs on each. */
export const engines = ['sqlite', 'postgres'] as const
export type Engine = (typeof engines)[number]
