import type { Locale } from '@/lib/i18n/locale'
import { foldText } from './fold-text'

/** What somebody types, and the words of the help for it. */
export type Synonyms = Readonly<Record<string, string>>

/**
 * Words that newcomers type and the help does not have: docs/words.md keeps most of them out of every text. They are looked
 * for in a query alone, and lead to what the help has, or has nearest.
 */
export const helpSynonyms: Record<Locale, Synonyms> = {
  ja: {
    login: 'ログイン',
    logout: 'ログアウト',
    ログオン: 'ログイン',
    サインイン: 'ログイン',
    ログオフ: 'ログアウト',
    サインアウト: 'ログアウト',
    ユーザーID: 'ユーザIDのご用意',
    '2FA': '多要素認証',
    MFA: '多要素認証',
    二段階認証: '多要素認証',
    二要素認証: '多要素認証',
    OTP: '多要素認証 第二認証パスワード',
    ワンタイムパスワード: '多要素認証 第二認証パスワード',
    認証コード: '多要素認証 第二認証パスワード',
    暗証番号: 'パスワード',
    Eメール: 'メール',
    電子メール: 'メール',
    エクセル: 'Excel',
    文字化け: 'ファイルの文字コード UTF-8',
    エクスポート: 'ダウンロード',
    一括登録: 'まとめて登録',
    一括: '大量検索',
    フィルター: '絞り込み',
    フィルタ: '絞り込み',
    相手先: '宛先',
    発番号: '発信番号',
    受信番号: '着信番号',
    国名: '対地名',
    明細書: '月次明細',
    目録: '内容一覧',
    部門: '部署',
    営業時間: '受付時間',
    税込: '消費税',
    税抜: '消費税',
    税別: '消費税',
    通話料: '通信料',
    アクセスログ: 'ご利用履歴',
    API: 'プログラム',
    アクセシビリティ: 'キーボード 読み上げ',
  },
  en: {
    login: 'sign in',
    'log in': 'sign in',
    logon: 'sign in',
    'log on': 'sign in',
    logout: 'sign out',
    'log out': 'sign out',
    logoff: 'sign out',
    'log off': 'sign out',
    username: 'user ID password',
    'user name': 'user ID password',
    '2FA': 'multi-factor authentication',
    MFA: 'multi-factor authentication',
    'two-factor': 'multi-factor',
    otp: 'multi-factor one-time password',
    passcode: 'multi-factor one-time password',
    'verification code': 'multi-factor one-time password',
    pin: 'password',
    'e-mail': 'email',
    cost: 'price',
    costs: 'price',
    'cost centre': 'account code',
    'cost center': 'account code',
    VAT: 'tax',
    recipient: 'destination',
    recipients: 'destinations',
    'date range': 'period',
    'caller ID': 'caller',
    batch: 'download a lot of data in bulk',
    garbled: 'encoding of a CSV file',
    mojibake: 'encoding of a CSV file',
    'audit log': 'account activity',
    'access log': 'account activity',
    'help desk': 'Service Centre',
    'service center': 'Service Centre',
    API: 'program',
    accessibility: 'screen readers',
  },
}

const wordCharacter = '[\\p{Script=Latin}\\p{Nd}]'

/** Finds a word as it is compared, of letters, digits, spaces and hyphens; one in Latin letters only as a whole. */
const patternOf = (folded: string) =>
  /^[\p{Script=Latin}\p{Nd}]/u.test(folded) ? `(?<!${wordCharacter})${folded}(?!${wordCharacter})` : folded

/** A query with the words of the help in the place of those that it does not have. */
export function inWordsOfHelp(query: string, synonyms: Synonyms): string {
  const meanings = new Map(Object.entries(synonyms).map(([said, meant]) => [foldText(said).folded, meant]))
  if (meanings.size === 0) return query
  const longestFirst = [...meanings.keys()].sort((a, b) => b.length - a.length)
  const { folded, places } = foldText(query)
  let said = ''
  let at = 0
  for (const { 0: word, index } of folded.matchAll(new RegExp(longestFirst.map(patternOf).join('|'), 'gu'))) {
    said += `${query.slice(at, places[index])}${meanings.get(word)!}`
    at = places[index + word.length] ?? query.length
  }
  return said + query.slice(at)
}
