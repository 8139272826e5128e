import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import './globals.css'

/** Each page names itself: components/ui/page-title.tsx. */
export const metadata: Metadata = {
  robots: { index: false, follow: false },
  // The service centre's number is a link already where it should be one.
  formatDetection: { telephone: false },
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
  // The browser gets the texts of the frame, of errors and the service’s name alone; all others are rendered here.
  const { frame, errors, service } = await getMessages()
  return (
    <html lang={await getLocale()}>
      <body className="font-sans text-16 antialiased">
        <NextIntlClientProvider messages={{ frame, errors, service }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}
