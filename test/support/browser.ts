import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page, type Response } from 'playwright-core'
import type { Language } from '../../server/platform/languages.ts'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const unfit = ['--single-process', '--no-zygote']

/** Chromium: the one that CHROMIUM_PATH names, else the system's, else the one that comes with the npm package. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined)
  if (own) return chromium.launch({ executablePath: own, args: quiet })
  const args = packed.args.filter((arg) => !unfit.includes(arg))
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...args, ...quiet] })
}

/** What browsers of people who read a language say they prefer. */
const locales: Record<Language, string> = { en: 'en-GB', de: 'de-AT', ja: 'ja-JP', 'zh-Hans': 'zh-CN' }

export interface GuestOptions {
  readonly language: Language
  readonly hasScript?: boolean
  readonly isDark?: boolean
  readonly width?: number
}

/** Somebody with a browser of their own: no cookies yet, and everything noted that a person would not see. */
export interface Guest {
  readonly context: BrowserContext
  readonly page: Page
  /** Requests to anywhere but the app. */
  readonly foreign: readonly string[]
  /** Errors and warnings in the browser's console, the browser's own note of a page with status 4xx apart. */
  readonly complaints: readonly string[]
  /** The page as the server sent it, and its status. */
  source(): Promise<{ html: string; status: number }>
}

export async function openGuest(browser: Browser, origin: string, options: GuestOptions): Promise<Guest> {
  const { language, hasScript = true, isDark = false, width = 1000 } = options
  const context = await browser.newContext({
    locale: locales[language],
    javaScriptEnabled: hasScript,
    colorScheme: isDark ? 'dark' : 'light',
    viewport: { width, height: 800 },
  })
  context.setDefaultTimeout(10_000)
  const foreign: string[] = []
  const complaints: string[] = []
  let last: Response | undefined
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) foreign.push(request.url())
  })
  context.on('console', (message) => {
    const isStatus = /the server responded with a status of 4\d\d/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isStatus) complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  const page = await context.newPage()
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) last = response
  })
  const source = async () => ({ html: (await last?.text()) ?? '', status: last?.status() ?? 0 })
  return { context, page, foreign, complaints, source }
}

/** Saves a page as people see it on a wide screen and on a narrow one, if SCREENSHOTS names a folder:
 *  LANGUAGE/KIND-1000.png and LANGUAGE/KIND-320.png. */
export async function keepScreenshots(page: Page, { language, kind }: { language: string; kind: string }) {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  const before = page.viewportSize()
  await mkdir(join(folder, language), { recursive: true })
  for (const width of [1000, 320]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 800 })
    await page.screenshot({ path: join(folder, language, `${kind}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}
