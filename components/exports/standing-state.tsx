import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import type { StandingView } from '@/lib/exports/read-standing-export'
import { paths } from '@/lib/paths'
import { monthText } from '@/lib/time/date-text'
import { minuteText } from '@/lib/time/time-text'
import { bulkRecordsMax } from '@/lib/usage/limits'

const toExports = (text: ReactNode) => <TextLink href={paths.exports()}>{text}</TextLink>
const toSearch = (text: ReactNode) => <TextLink href={paths.usage()}>{text}</TextLink>

/** What 毎月の自動作成 makes next, and what it did last. @param standing undefined where it is off. */
export function StandingState({ standing }: { standing: StandingView | undefined }) {
  const t = useTranslations('exports.monthly.state')
  const locale = useLocale()
  if (!standing) return <Notice kind="information">{t('off')}</Notice>
  const { next, last } = standing
  return (
    <section aria-labelledby="monthly-state" className="flex flex-col gap-2">
      <h2 id="monthly-state" className="text-20 font-bold">
        {t('title')}
      </h2>
      <Notice kind={next.state === 'awaitsSet' ? 'warning' : 'information'}>
        {t.rich(next.state, { month: monthText(next.month, locale), exports: toExports })}
      </Notice>
      {last && <LastMonth last={last} />}
    </section>
  )
}

function LastMonth({ last }: { last: NonNullable<StandingView['last']> }) {
  const t = useTranslations('exports.monthly.state')
  const exports = useTranslations('exports')
  const locale = useLocale()
  const { outcome, records, set, skipped } = last
  return (
    <>
      <p>
        {t('last', { month: monthText(last.month, locale), at: minuteText(last.at, locale) })}{' '}
        {t.rich(outcome, { records, max: bulkRecordsMax, search: toSearch })}{' '}
        {set && t.rich('made', { state: exports(`states.${set}`), exports: toExports })}
      </p>
      {skipped && (
        <p>
          {t('skipped', {
            from: skipped.from === skipped.to ? 'same' : monthText(skipped.from, locale),
            to: monthText(skipped.to, locale),
          })}
        </p>
      )}
    </>
  )
}
