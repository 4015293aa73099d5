import type { Translate } from '../platform/http/words.ts'
import { isLanguage, type Language, languageNames } from '../platform/languages.ts'
import { readConsentText } from '../studies/consent.ts'
import { type MyData, type MyQuestion, wordsKeyOf } from './my-data.ts'

/** What is stored about a person, as they can read it. */
export function myDataPage(data: MyData, { language, t }: { language: Language; t: Translate }) {
  const { study, participation, consent } = data
  const text = readConsentText(consent.text)
  const time = (iso: string | null) => (iso === null ? undefined : timeIn(language, iso))
  const facts = [
    { label: 'my-data:began', value: time(participation.startedAt) },
    { label: 'my-data:finished', value: time(participation.finishedAt) },
    { label: 'my-data:left', value: time(participation.withdrawnAt) },
    { label: 'my-data:language', value: nameOf(participation.language) },
    // where a recruiter wants a code, it is another one
    { label: 'participation:thanks.code', value: data.recruiter ? null : participation.completionCode },
    { label: 'my-data:name', value: data.recruiter?.name },
    { label: 'my-data:comment', value: participation.feedback },
  ]
  return {
    root: `/take/${study.id}/${participation.language}`,
    isWithdrawn: participation.withdrawnAt !== null,
    facts: facts.filter(({ value }) => value),
    questions: data.questions.filter(isAnswered).map((question) => questionShown(question, t)),
    consent: {
      sections: text?.sections ?? [],
      agreements: text?.agreements.filter(({ id }) => consent.agreements.includes(id)) ?? [],
      version: consent.version,
      agreedAt: timeIn(language, consent.agreedAt),
    },
  }
}

/** What comes next is not read beforehand. */
function isAnswered({ answers }: MyQuestion): boolean {
  return answers.length > 0
}

function questionShown({ question, answers }: MyQuestion, t: Translate) {
  const texts = answers.map(({ choice, text }) => {
    const key = wordsKeyOf(choice)
    return key ? t(key) : text
  })
  return { question, answer: texts.at(-1), earlier: texts.slice(0, -1) }
}

function nameOf(language: string): string {
  return isLanguage(language) ? languageNames[language] : language
}

/** Where somebody is, is not known. */
function timeIn(language: Language, iso: string): string {
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${shown.format(new Date(iso))} UTC`
}

/** The page that asks whose data somebody wants to see. */
export function codePage(asked: { studyId: string; token: string; code: string; isWrong: boolean }) {
  const { studyId, token: formToken, code, isWrong } = asked
  const problems = isWrong ? [{ key: 'my-data:code.wrong', target: 'code' }] : []
  return { studyId, formToken, code, problems }
}
