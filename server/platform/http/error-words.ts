import type { RefusalCode } from '../refusal.ts'

/** Where the words for each refusal are. */
export const errorWords: Record<RefusalCode, { title: string; text: string }> = {
  busy: { title: 'errors:busy.title', text: 'errors:busy.text' },
  'form-expired': { title: 'errors:form-expired.title', text: 'errors:form-expired.text' },
  'language-unknown': { title: 'errors:language-unknown.title', text: 'errors:language-unknown.text' },
  'link-incomplete': { title: 'errors:link-incomplete.title', text: 'errors:link-incomplete.text' },
  'link-used': { title: 'errors:link-used.title', text: 'errors:link-used.text' },
  'not-found': { title: 'errors:not-found.title', text: 'errors:not-found.text' },
  'not-saved': { title: 'errors:not-saved.title', text: 'errors:not-saved.text' },
  'not-signed-in': { title: 'errors:not-signed-in.title', text: 'errors:not-signed-in.text' },
  'participation-ended': { title: 'errors:participation-ended.title', text: 'errors:participation-ended.text' },
  'participation-unknown': { title: 'errors:participation-unknown.title', text: 'errors:participation-unknown.text' },
  'request-refused': { title: 'errors:request-refused.title', text: 'errors:request-refused.text' },
  'run-unknown': { title: 'errors:run-unknown.title', text: 'errors:run-unknown.text' },
  'study-closed': { title: 'errors:study-closed.title', text: 'errors:study-closed.text' },
  'study-full': { title: 'errors:study-full.title', text: 'errors:study-full.text' },
  'study-unknown': { title: 'errors:study-unknown.title', text: 'errors:study-unknown.text' },
  'too-large': { title: 'errors:too-large.title', text: 'errors:too-large.text' },
  'too-many-starts': { title: 'errors:too-many-starts.title', text: 'errors:too-many-starts.text' },
  'too-many-tries': { title: 'errors:too-many-tries.title', text: 'errors:too-many-tries.text' },
  unexpected: { title: 'errors:unexpected.title', text: 'errors:unexpected.text' },
  withdrawn: { title: 'errors:withdrawn.title', text: 'errors:withdrawn.text' },
  'wrong-host': { title: 'errors:wrong-host.title', text: 'errors:wrong-host.text' },
  'wrong-method': { title: 'errors:wrong-method.title', text: 'errors:wrong-method.text' },
  'wrong-type': { title: 'errors:wrong-type.title', text: 'errors:wrong-type.text' },
}
