import { useLocale, useTranslations } from 'next-intl'
import { RemoveForm } from '@/components/form/remove-form'
import type { FormAction } from '@/components/form/use-form-action'
import { DataText } from '@/components/ui/data-text'
import type { ListedKey } from '@/lib/keys/list-keys'
import { secondText } from '@/lib/time/time-text'

interface KeyListProps {
  keys: ListedKey[]
  revoke: FormAction
  /** As in `ActionForm`. */
  account: string
}

/** The keys of the contract: what each is, when it was used, and its end. */
export function KeyList({ keys, revoke, account }: KeyListProps) {
  const t = useTranslations('keys.list')
  const locale = useLocale()
  return (
    <ul aria-label={t('title')} className="border-t border-line">
      {keys.map((key) => {
        const lastUse = key.lastUsedAt
          ? t('usedFrom', { at: secondText(key.lastUsedAt, locale), address: key.lastUsedFrom ?? '-' })
          : t('unused')
        const facts = {
          userId: key.userId,
          state: t(`states.${key.state}`),
          // The last second of its last day, rather than the first of the next.
          until: secondText(new Date(key.expiresAt.getTime() - 1_000), locale),
          lastUse,
          made: t('madeBy', { at: secondText(key.createdAt, locale), userId: key.madeBy }),
        }
        const isOver = key.state === 'revoked' || key.state === 'expired'
        return (
          <li key={key.id} className="flex flex-col gap-2 border-b border-line px-2 py-3">
            <h3 className="text-18 font-bold wrap-anywhere">
              <DataText>{key.name}</DataText>
            </h3>
            <dl className="grid gap-x-6 gap-y-1 text-14 tabular-nums sm:grid-cols-[auto_1fr]">
              {(Object.keys(facts) as (keyof typeof facts)[]).map((fact) => (
                <div key={fact} className="contents">
                  <dt className="font-bold">{t(`facts.${fact}`)}</dt>
                  <dd className="wrap-anywhere">{facts[fact]}</dd>
                </div>
              ))}
            </dl>
            {!isOver && (
              <RemoveForm
                remove={revoke}
                account={account}
                hidden={{ keyId: key.id }}
                texts={{
                  open: t('revoke', { name: key.name }),
                  lead: t('revokeLead'),
                  submit: t('revokeNow'),
                }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
