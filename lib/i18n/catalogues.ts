import apiEn from './messages/api.en.json'
import apiJa from './messages/api.ja.json'
import en from './messages/en.json'
import helpEn from './messages/help.en.json'
import helpJa from './messages/help.ja.json'
import ja from './messages/ja.json'
import numbersEn from './messages/numbers.en.json'
import numbersJa from './messages/numbers.ja.json'
import statementsEn from './messages/statements.en.json'
import statementsJa from './messages/statements.ja.json'
import usageEn from './messages/usage.en.json'
import usageJa from './messages/usage.ja.json'

/** All texts of a language, as pages have them. Mails and commands need less: `translator.ts`. */
export const catalogues = {
  ja: { ...ja, usage: usageJa, statements: statementsJa, help: helpJa, numbers: numbersJa, api: apiJa },
  en: { ...en, usage: usageEn, statements: statementsEn, help: helpEn, numbers: numbersEn, api: apiEn },
}
