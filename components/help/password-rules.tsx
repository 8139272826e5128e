import { useTranslations } from 'next-intl'
import { passwordRules, passwordSymbols } from '@/lib/auth/password-rules'

/** The symbols, the backslash as the key of it is marked. */
export const shownSymbols = passwordSymbols.replace('\\', '¥')

const shownRules = [...passwordRules, 'common', 'sameAsOld'] as const

/** The texts of the rules, as `part` names them. */
export const passwordRuleTexts = shownRules.map((rule) => `account.password.rules.${rule}`)

/** The rules that a new password must follow, in the words of the page that checks it. */
export function PasswordRules() {
  const t = useTranslations('account.password.rules')
  return (
    <ul className="list-disc pl-6">
      {shownRules.map((rule) => (
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
