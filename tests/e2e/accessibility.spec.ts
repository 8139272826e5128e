import { expect, test } from '@playwright/test'
import { locales } from '@/lib/i18n/locale'
import { expectAccessible } from './support/accessibility'
import { chooseLanguage } from './support/choose-language'
import { everyPage, readingAlone } from './walks/every-page'
import { exporting } from './walks/exporting'
import { failing } from './walks/failing'
import { naming } from './walks/naming'
import { ownAccount, sessionEnd } from './walks/own-account'
import { searching, takingFiles } from './walks/searching'
import { signingIn } from './walks/signing-in'

const walks = {
  'every page': everyPage,
  'the help, and where there is no page': readingAlone,
  'signing in': signingIn,
  searching,
  'taking files': takingFiles,
  'bulk exports': exporting,
  'names of numbers': naming,
  'the own account, menu and sheets': ownAccount,
  'the end of a session': sessionEnd,
  'what fails': failing,
}

// Axe is a script, and looks at both widths by itself.
for (const locale of locales)
  for (const [name, walk] of Object.entries(walks))
    test(`${name} in ${locale}: no accessibility faults on any page or state @js @any-width`, async ({
      page,
    }) => {
      test.setTimeout(300_000)
      await chooseLanguage(page, locale)
      await walk(page, (state, writtenIn = locale) =>
        test.step(state, async () => {
          await expect(page.locator('html')).toHaveAttribute('lang', writtenIn)
          await expectAccessible(page)
        }),
      )
    })
