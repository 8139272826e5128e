import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { RemoveForm } from '@/components/form/remove-form'
import { NameForm } from '@/components/numbers/name-form'
import { nameFormTexts } from '@/components/numbers/name-form-texts'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { formAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { findName } from '@/lib/numbers/find-name'
import { parseListPlace, placeParameters } from '@/lib/numbers/list-place'
import { departmentsOf } from '@/lib/numbers/names-of'
import { addressOf, paths } from '@/lib/paths'
import { minuteText } from '@/lib/time/time-text'
import { removeNameAction, saveNameAction } from '../number-actions'

export default withErrorMessage(async function NamePage({
  params,
  searchParams,
}: PageProps<'/numbers/[nameId]'>) {
  const [{ nameId }, parameters] = await Promise.all([params, searchParams])
  const user = await requireUser(addressOf(paths.numberName(nameId), parameters))
  const [t, name, departments] = await Promise.all([
    getTranslations('numbers'),
    findName(user, nameId),
    departmentsOf(user.contractNumber),
  ])
  if (!name) throw new PortalError({ code: 'notFound' })
  const listPlace = placeParameters(parseListPlace(parameters) ?? {})
  const place = Object.fromEntries(
    Object.entries(listPlace).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
  const { id, version, number, department, accountCode } = name
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle section={t('title')}>{t('edit.title')}</PageTitle>
      <p>
        {t('edit.last', {
          at: minuteText(name.changedAt, await getLocale()),
          userId: name.changedBy,
        })}
      </p>
      <NameForm
        save={saveNameAction}
        account={formAccount(user)}
        name={{ id, version, number, name: name.name, department, accountCode }}
        departments={departments}
        place={place}
        texts={nameFormTexts(t, 'edit')}
      />
      <RemoveForm
        remove={removeNameAction}
        account={formAccount(user)}
        hidden={{ ...place, nameId: id, version: String(version) }}
        texts={{ open: t('remove.open'), lead: t('remove.lead'), submit: t('remove.submit') }}
      />
      <p>
        <TextLink href={paths.numbers(listPlace)}>{t('edit.back')}</TextLink>
      </p>
    </div>
  )
})
