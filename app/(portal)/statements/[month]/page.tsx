import { getTranslations } from 'next-intl/server'
import { narrowAction } from '@/app/(portal)/usage/narrow-action'
import { withErrorMessage } from '@/app/with-error-message'
import { StatementSheet } from '@/components/statements/statement-sheet'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { defaultFileEncoding } from '@/lib/files/file-encoding'
import { addressOf, paths } from '@/lib/paths'
import { readStatement } from '@/lib/statements/read-statement'
import { statementLoss } from '@/lib/statements/statement-csv'
import { parseStatement } from '@/lib/statements/statement-scope'
import { lastChoices } from '@/lib/usage/last-choices'
import { latestSearchableDate } from '@/lib/usage/period'

/** Lines of a list that the page shows; its files have all of them. */
const shownLinesMax = 100

export default withErrorMessage(async function StatementPage({
  params,
  searchParams,
}: PageProps<'/statements/[month]'>) {
  const [{ month }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.statement(month), parameters))
  const now = new Date()
  const scope = parseStatement(month, parameters)
  const reading = { kind: 'statementViewed', source: await requestSource() } as const
  const statement = await readStatement(user, scope, reading, now, shownLinesMax)
  if (!statement) throw new PortalError({ code: 'notFound' })

  const [t, last] = await Promise.all([getTranslations('statements'), lastChoices(user, now)])
  return (
    <>
      <p className="mb-4 flex flex-wrap gap-x-6 print:hidden">
        <TextLink href={paths.statements()}>{t('sheet.all')}</TextLink>
      </p>
      <StatementSheet
        statement={statement}
        contract={{ number: user.contractNumber, name: user.contractName }}
        latest={latestSearchableDate(now)}
        encoding={last.encoding ?? defaultFileEncoding}
        charactersLost={statementLoss(statement)}
        narrow={narrowAction}
        account={formAccount(user)}
      />
    </>
  )
})
