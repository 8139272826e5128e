'use client'

import { pageTitleClass } from '@/components/ui/page-title-class'
import './globals.css'

/** As a solid button looks: the script of this page is sent with every other, so it takes nothing that it can do without. */
const buttonClass =
  'inline-block rounded-8 border border-transparent bg-key px-6 py-3 leading-snug font-bold text-on-key hover:bg-key-hover hover:underline'

/** The last resort, when not even the frame of a page can be made: both languages, nothing looked up. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ja">
      <head>
        <title>エラーが発生しました | BizFAX スマートキャスト 利用状況ご確認サービス</title>
      </head>
      <body className="font-sans text-16 antialiased">
        <main className="mx-auto w-full max-w-2xl px-4 pt-6 pb-12">
          <div role="alert" className="flex flex-col gap-6">
            <h1 className={pageTitleClass}>エラーが発生しました</h1>
            <p>
              ただいまページを表示できません。お手数ですが、しばらくしてからもう一度お試しください。続く場合は、BizFAXサービスセンター(0120-161011)へエラー番号をお知らせください。
            </p>
            <p lang="en">
              The page cannot be shown at the moment. Please try again in a while. If it keeps happening, tell
              the BizFAX Service Centre (0120-161011) the error number.
            </p>
            {error.digest && (
              <p className="tabular-nums">
                エラー番号 / <span lang="en">Error number</span>: {error.digest}
              </p>
            )}
            <p>
              {/* The empty address is the present one. */}
              <a href="" className={buttonClass}>
                もう一度試す / <span lang="en">Try again</span>
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
