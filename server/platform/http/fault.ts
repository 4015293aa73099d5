/** What is logged of a fault: its kind, and where in the code it came up. Its message is left out, as those of
 *  databases and parsers repeat what was sent. */
export function faultOf(error: unknown): { name: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error, stack: undefined }
  if (error.cause instanceof Error) return faultOf(error.cause)
  return { name: [error.name, codeOf(error)].join(' ').trim(), stack: placesIn(error) }
}

/** Such as SQLITE_FULL. */
function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  return /^\w{1,60}$/.test(code) ? code : ''
}

function placesIn({ stack, message }: Error): string | undefined {
  const lines = stack?.replace(message, '').split('\n')
  return lines?.filter((line) => /^\s+at /.test(line)).join('\n')
}
