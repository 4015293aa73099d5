/** Something a person should look at before questions are asked. Nothing is refused or changed because of it. */
export interface Finding {
  readonly rule: string
  readonly file: string
  readonly count: number
  /** What the rule counts, in one sentence. */
  readonly description: string
}

export interface Rule<File> {
  readonly description: string
  readonly count: (file: File) => number
}

/** What each rule finds in each file, rule by rule; a rule that finds nothing in a file says nothing. */
export function findingsIn<File extends { readonly file: string }>(
  files: readonly File[],
  rules: Readonly<Record<string, Rule<File>>>,
): Finding[] {
  return Object.entries(rules).flatMap(([rule, { description, count }]) =>
    files.map((file) => ({ rule, file: file.file, count: count(file), description })).filter(({ count }) => count > 0),
  )
}
