const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`)
    .exec(tag)?.[1]!
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

/**
 * The hidden fields, those that name the action among them, of the form that has a field of a name: what a browser
 * without JavaScript posts beside what is typed in.
 */
export function hiddenFields(html: string, fieldName: string): Record<string, string> {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? []
  const form = forms.find((found) => found.includes(`name="${fieldName}"`))!
  return Object.fromEntries(
    [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
      ([tag]) => [attribute(tag, 'name')!, attribute(tag, 'value') ?? ''] as const,
    ),
  )
}
