import escapeHtml from 'escape-html'

/** A page of one sentence and one link, for an answer that no page of the portal gives. */
export function messagePage({
  locale,
  title,
  message,
  link,
}: {
  locale: string
  title: string
  message: string
  /** Where to go on. */
  link: { href: string; text: string }
}): string {
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(message)}</p>
<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p></main></body>
</html>
`
}
