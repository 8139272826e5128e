import { useTranslations } from 'next-intl'
import { passwordRules, passwordSymbols } from '@/lib/auth/password-rules'

const shownSymbols = passwordSymbols.replace('\\', '¥')

/** The rules that a new password is held against, in the words of the page that does so. */
export function PasswordRules() {
  const t = useTranslations('account.password.rules')
  return (
    <ul className="list-disc pl-6">
      {[...passwordRules, 'sameAsOld'].map((rule) => (
        <li key={rule}>{t(rule, { symbols: shownSymbols })}</li>
      ))}
    </ul>
  )
}

export function PasswordSymbols() {
  return (
    <ul className="flex flex-wrap gap-2">
      {[...shownSymbols].map((symbol) => (
        <li key={symbol}>
          <code className="inline-block min-w-8 rounded-4 border border-line px-2 py-1 text-center font-mono">
            {symbol}
          </code>
        </li>
      ))}
    </ul>
  )
}
