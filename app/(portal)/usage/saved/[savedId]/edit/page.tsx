import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { ButtonForm } from '@/components/form/button-form'
import { RemoveForm } from '@/components/form/remove-form'
import { Button } from '@/components/ui/button'
import { DataText } from '@/components/ui/data-text'
import { Notice } from '@/components/ui/notice'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { describeSavedSearch } from '@/components/usage/describe-saved-search'
import { RenameSearchForm } from '@/components/usage/rename-search-form'
import { formAccount } from '@/lib/auth/form-account'
import { isPermitted } from '@/lib/auth/permissions'
import { requireUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { findSavedSearch } from '@/lib/usage/read-saved-searches'
import { savedNameLengthMax } from '@/lib/usage/saved-name'
import {
  deleteSavedSearchAction,
  renameSavedSearchAction,
  shareSavedSearchAction,
} from '../../../saved-search-actions'

export default withErrorMessage(async function EditSavedSearchPage({
  params,
}: PageProps<'/usage/saved/[savedId]/edit'>) {
  const { savedId } = await params
  const user = await requireUser(paths.savedSearchEdit(savedId))
  const saved = await findSavedSearch(user, savedId)
  if (!saved) throw new PortalError({ code: 'notFound' })
  const [t, format, locale] = await Promise.all([getTranslations('usage'), getFormatter(), getLocale()])
  const { id, name, version, isShared, owner } = saved
  const mayShare = isPermitted(user, 'shareSearches')
  const mayChange = mayShare || !isShared
  const account = formAccount(user)
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <PageTitle section={t('saved.title')}>{t('saved.edit.title')}</PageTitle>
      <p className="text-18 font-bold wrap-anywhere">
        <DataText>{name}</DataText>
      </p>
      <section className="flex flex-col gap-1">
        <h2 className="font-bold">{t('saved.edit.content')}</h2>
        <p className="wrap-anywhere tabular-nums">
          <DataText>{describeSavedSearch(saved, new Date(), t, format, locale).join(' / ')}</DataText>
        </p>
        <p className="text-14 text-quiet">{t('saved.edit.contentHint')}</p>
        <p>
          <TextLink href={paths.savedSearch(id)}>{t('saved.edit.run')}</TextLink>
        </p>
      </section>
      {!mayChange && <Notice kind="information">{t('saved.shared.only')}</Notice>}
      {mayChange && (
        <>
          <RenameSearchForm
            rename={renameSavedSearchAction}
            account={account}
            search={{ id, name, version }}
            texts={{
              name: t('saved.edit.name'),
              nameHint: t('saved.form.nameHint', { max: savedNameLengthMax }),
              submit: t('saved.edit.submit'),
            }}
          />
          {mayShare && (
            <section className="flex flex-col gap-2">
              <h2 className="font-bold">{t('saved.share.title')}</h2>
              <p className="wrap-anywhere">
                <DataText>{t(isShared ? 'saved.share.offLead' : 'saved.share.onLead', { owner })}</DataText>
              </p>
              <ButtonForm
                send={shareSavedSearchAction}
                account={account}
                hidden={{ savedId: id, version: String(version), share: isShared ? 'off' : 'on' }}
              >
                <Button variant="outline">{t(isShared ? 'saved.share.off' : 'saved.share.on')}</Button>
              </ButtonForm>
            </section>
          )}
          <RemoveForm
            remove={deleteSavedSearchAction}
            account={account}
            hidden={{ savedId: id, version: String(version) }}
            texts={{
              open: t('saved.remove.open'),
              lead: t('saved.remove.lead'),
              submit: t('saved.remove.submit'),
            }}
          />
        </>
      )}
      <p>
        <TextLink href={paths.savedSearches()}>{t('saved.edit.back')}</TextLink>
      </p>
    </div>
  )
})
