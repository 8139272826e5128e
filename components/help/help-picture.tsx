import { useLocale, useTranslations } from 'next-intl'
import type { Locale } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { screenSize, type ScreenName } from './screens'

/** A picture of one of the portal's own screens, which leads to itself in full size. */
export function HelpPicture({ screen }: { screen: ScreenName }) {
  const t = useTranslations('help.screens')
  const locale = useLocale() as Locale
  const address = paths.screen(locale, screen)
  const { width, height } = screenSize(locale, screen)
  return (
    <figure className="flex break-inside-avoid flex-col gap-1">
      <a href={address} className="self-start">
        {/* eslint-disable-next-line @next/next/no-img-element -- made in the size in which it is shown */}
        <img
          src={address}
          width={width}
          height={height}
          alt={t(`${screen}.shows`)}
          loading="lazy"
          decoding="async"
          className="h-auto max-w-full rounded-8 border border-line"
        />
      </a>
      <figcaption className="text-14 text-quiet">{t(`${screen}.title`)}</figcaption>
    </figure>
  )
}
