import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { describeDone } from '@/components/numbers/describe-done'
import { NameList } from '@/components/numbers/name-list'
import { NameSearchForm } from '@/components/numbers/name-search-form'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Outcome } from '@/components/ui/outcome'
import { PageTitle } from '@/components/ui/page-title'
import { linkClass } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { isPermitted } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { parseListPlace, placeParameters } from '@/lib/numbers/list-place'
import { numberNamesMax } from '@/lib/numbers/number-name'
import { readList } from '@/lib/numbers/read-list'
import { filePaths } from '@/lib/file-paths'
import { addressOf, paths } from '@/lib/paths'
import { searchNamesAction } from './number-actions'

const fileLinkClass = `${linkClass} inline-flex min-h-11 items-center`

export default withErrorMessage(async function NumbersPage({ searchParams }: PageProps<'/numbers'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.numbers(), parameters))
  const t = await getTranslations('numbers')
  const place = parseListPlace(parameters)
  const found = await readList(user, place ?? {})
  // Somebody else's search is none.
  if (found === 'search') throw new PortalError({ code: 'notFound' })
  const page = found === 'cursor' ? await readList(user, { search: place?.search }) : found
  if (typeof page === 'string') throw new PortalError({ code: 'notFound' })
  const mayChange = isPermitted(user, 'changeNumberNames')
  const done = describeDone(parameters, t)
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      {done && <Outcome kind="success">{done}</Outcome>}
      {!place && <Notice kind="warning">{t('gone.place')}</Notice>}
      {found === 'cursor' && <Notice kind="warning">{t('gone.cursor')}</Notice>}
      <p>{t('lead', { contractNumber: user.contractNumber, max: numberNamesMax })}</p>
      {!mayChange && <p>{t('onlyAdministrators')}</p>}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 print:hidden">
        {mayChange && (
          <>
            <a href={paths.numberNew()} className={buttonClass('solid')}>
              {t('add.link')}
            </a>
            <a href={paths.numberImport()} className={buttonClass('outline')}>
              {t('import.link')}
            </a>
          </>
        )}
        <p className="flex flex-wrap items-center gap-x-4">
          {t('csv.title')}
          <a href={filePaths.numbersCsv()} className={fileLinkClass}>
            {t('csv.utf8')}
          </a>
          <a href={filePaths.numbersCsv({ encoding: 'shift_jis' })} className={fileLinkClass}>
            {t('csv.shiftJis')}
          </a>
        </p>
      </div>
      <NameSearchForm
        key={page.text}
        search={searchNamesAction}
        account={formAccount(user)}
        text={page.text}
        texts={{
          title: t('search.title'),
          text: t('search.text'),
          hint: t(user.masksNumbers ? 'search.maskedHint' : 'search.hint'),
          submit: t('search.submit'),
        }}
      />
      <NameList
        page={page}
        mayChange={mayChange}
        place={placeParameters(found === 'cursor' ? {} : (place ?? {}))}
      />
    </div>
  )
})
