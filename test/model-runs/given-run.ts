/** A run in the study's format: variables, and rows as JSON lines in one string. */
export function runText(variables: Record<string, unknown>, rows: readonly Record<string, unknown>[]): string {
  return JSON.stringify({
    variables: { model: 'parrot', ...variables },
    data: rows.map((row) => JSON.stringify(row)).join('\n'),
  })
}

/** A row on parks in which "no" got a quarter, changed as told; a field set to undefined is left out. */
export function runRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    topic: 'Parks',
    topic_english: 'Parks',
    question: 'Should parks close at night?',
    original: 'Should parks close at night?',
    options: { yes: 'opposes', no: 'supports' },
    sample: 0,
    'option 0': 'no',
    'p(option=0)': 0.25,
    'option 1': 'yes',
    'p(option=1)': 0.75,
    ...changes,
  }
}
