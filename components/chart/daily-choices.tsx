import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { dailyMeasures, dailySplits, dailyViewParameters, type DailyView } from '@/lib/usage/daily-view'

/** Leads to the other pictures of the same days: of which figure, split by what. */
export function DailyChoices({ view }: { view: DailyView }) {
  const t = useTranslations('chart')
  const { measure, split } = view
  return (
    <nav aria-label={t('choices')} className="flex flex-wrap gap-x-8 gap-y-2 text-14 print:hidden">
      <Choice
        label={t('measure')}
        options={dailyMeasures.map((measure) => ({ name: t(measure), view: { measure, split } }))}
        chosen={dailyMeasures.indexOf(measure)}
      />
      <Choice
        label={t('split')}
        options={[undefined, ...dailySplits].map((split) => ({
          name: t(`splits.${split ?? 'none'}`),
          view: { measure, split },
        }))}
        chosen={split === undefined ? 0 : dailySplits.indexOf(split) + 1}
      />
    </nav>
  )
}

interface ChoiceProps {
  label: string
  options: { name: string; view: DailyView }[]
  /** The place of the chosen one. */
  chosen: number
}

function Choice({ label, options, chosen }: ChoiceProps) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden className="font-bold">
        {label}
      </span>
      <ul className="flex flex-wrap gap-2">
        {options.map(({ name, view }, place) => (
          <li key={name}>
            <TextLink
              href={`${paths.menu(dailyViewParameters(view))}#daily-usage`}
              aria-current={place === chosen ? 'true' : undefined}
              className={classNames(
                'inline-flex min-h-9 items-center rounded-8 border px-3',
                place === chosen ? 'border-2 border-key bg-tint font-bold no-underline' : 'border-control',
              )}
            >
              {place === chosen && <span aria-hidden>✓&nbsp;</span>}
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
