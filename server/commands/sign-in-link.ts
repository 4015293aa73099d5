import { Command } from 'commander'
import { createSignInLink } from '../accounts/sign-in.ts'
import { baseUrlIn, print, type Tools } from './tools.ts'

/** `stanceline sign-in-link`: a link that opens the results once, within a day. */
export function signInLinkCommand({ withDb, config, now }: Tools): Command {
  return new Command('sign-in-link')
    .description('print a link that opens the results once, within a day')
    .option('--json', 'print JSON and nothing else')
    .action(async ({ json }: { json?: boolean }) => {
      const token = await withDb((db) => createSignInLink(db, now()))
      const link = `${baseUrlIn(config())}/sign-in/${token}`
      print(json, { link }, `This link opens the results, once, within a day:\n  ${link}`)
    })
}
