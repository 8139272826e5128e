import type { useTranslations } from 'next-intl'

/** What the list's address may say of the change that led to it. */
const changes = ['added', 'changed', 'unchanged', 'removed', 'discarded'] as const

const count = /^\d{1,6}$/

/** Says what was done; undefined where the address does not tell of a change, or in no words of ours. */
export function describeDone(
  { done, added, changed, removed }: Record<string, string | string[] | undefined>,
  t: ReturnType<typeof useTranslations<'numbers'>>,
): string | undefined {
  if (done === 'imported') {
    const counts = [added, changed, removed].map(String)
    if (!counts.every((text) => count.test(text))) return undefined
    return t('done.imported', {
      added: Number(counts[0]),
      changed: Number(counts[1]),
      removed: Number(counts[2]),
    })
  }
  const change = changes.find((known) => known === done)
  return change && t(`done.${change}`)
}
