import en from '@/lib/i18n/messages/en.json'
import helpEn from '@/lib/i18n/messages/help.en.json'
import helpJa from '@/lib/i18n/messages/help.ja.json'
import ja from '@/lib/i18n/messages/ja.json'
import numbersEn from '@/lib/i18n/messages/numbers.en.json'
import numbersJa from '@/lib/i18n/messages/numbers.ja.json'
import statementsEn from '@/lib/i18n/messages/statements.en.json'
import statementsJa from '@/lib/i18n/messages/statements.ja.json'
import usageEn from '@/lib/i18n/messages/usage.en.json'
import usageJa from '@/lib/i18n/messages/usage.ja.json'

/** All texts of a language, as a request has them. */
export const catalogues = {
  ja: { ...ja, usage: usageJa, statements: statementsJa, help: helpJa, numbers: numbersJa },
  en: { ...en, usage: usageEn, statements: statementsEn, help: helpEn, numbers: numbersEn },
}
