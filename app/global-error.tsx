'use client'

/** The last resort, when not even the frame of a page can be made: both languages, nothing looked up. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ja">
      <body>
        <main role="alert">
          <h1>エラーが発生しました</h1>
          <p>
            ただいまページを表示できません。しばらくしてからもう一度お試しください。続く場合は、BizFAXサービスセンター(0120-161011)へエラー番号をお知らせください。
          </p>
          <p lang="en">
            The page cannot be shown at the moment. Please try again in a while. If it keeps happening, tell
            the BizFAX Service Centre (0120-161011) the error number.
          </p>
          {error.digest && <p>{error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
