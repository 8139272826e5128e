import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('service')
  const name = `${t('brand')} ${t('name')}`
  return {
    title: { default: name, template: `%s | ${name}` },
    robots: { index: false, follow: false },
    // The service centre's number is a link already where it should be one.
    formatDetection: { telephone: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  // The colour of the page in app/colours.css, for what the browser draws around it.
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1a1a1a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The browser gets the texts of the frame and of errors alone; all others are rendered here.
  const { frame, errors } = await getMessages()
  return (
    <html lang={await getLocale()}>
      <body className="font-sans text-16 antialiased">
        <NextIntlClientProvider messages={{ frame, errors }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}
