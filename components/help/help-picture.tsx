import { useLocale, useTranslations } from 'next-intl'
import { filePaths } from '@/lib/file-paths'
import { keptScreen, type ScreenName } from './screens'

/** A picture of one of the portal's own screens, which leads to itself in full size. */
export function HelpPicture({ screen }: { screen: ScreenName }) {
  const t = useTranslations('help.screens')
  const locale = useLocale()
  const { width, height, version } = keptScreen(locale, screen)
  const address = filePaths.screen(locale, screen, version)
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
