import { getLocale, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { AccountPlaces } from '@/components/account/account-places'
import { ActivityForm } from '@/components/activity/activity-form'
import { ActivityResult } from '@/components/activity/activity-result'
import { describeActivityProblem } from '@/components/activity/describe-activity-problem'
import type { FieldError } from '@/components/form/error-summary'
import { FormErrors } from '@/components/form/form-errors'
import { PageTitle } from '@/components/ui/page-title'
import { parseActivity } from '@/lib/audit/activity-filter'
import { kindsOfGroup } from '@/lib/audit/activity-kinds'
import { activityCsvRecordsMax, readActivityPage } from '@/lib/audit/read-activity'
import { requireUser } from '@/lib/auth/require-user'
import { addressOf, paths } from '@/lib/paths'
import { japanDateOf } from '@/lib/time/japan-time'

export default withErrorMessage(async function ActivityPage({
  searchParams,
}: PageProps<'/account/activity'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.activity(), parameters))
  const now = new Date()
  const parsed = parseActivity(parameters, now)
  const page =
    parsed.state === 'accepted' ? await readActivityPage(user, parsed.filter, parsed.cursor) : undefined

  const [t, locale] = await Promise.all([getTranslations('activity'), getLocale()])
  const errors: FieldError[] =
    parsed.state === 'refused'
      ? parsed.problems.map((problem) => describeActivityProblem(problem, t, locale))
      : []
  if (parsed.state === 'accepted' && !page) errors.push({ message: t('problems.cursorUnknown') })
  return (
    <div className="flex flex-col gap-6">
      <PageTitle hasErrors={errors.length > 0}>{t('title')}</PageTitle>
      <AccountPlaces present="activity" />
      <p>{t('lead')}</p>
      <FormErrors errors={errors} />
      <ActivityForm
        values={parsed.values}
        errors={errors}
        today={japanDateOf(now)}
        kindsOfGroup={kindsOfGroup}
      />
      {parsed.state === 'accepted' && page && (
        <ActivityResult filter={parsed.filter} page={page} csvRecordsMax={activityCsvRecordsMax} />
      )}
    </div>
  )
})
