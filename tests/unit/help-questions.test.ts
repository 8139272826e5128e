import { searchHelp } from '@/lib/help/search-help'
import { helpSynonyms, inWordsOfHelp } from '@/lib/help/synonyms'
import { helpIndex } from '@/tests/support/help-index'

/** What somebody asks who does not know the portal, in their own words, and the sections that answer it. */
const questions: Record<'ja' | 'en', [question: string, ...answers: string[]][]> = {
  ja: [
    // Who ties the bill.
    ['請求書の金額と合わないときはどこを見ればいいですか', 'accounting#differs'],
    ['先月の通信料を部署ごとに知りたい', 'accounting#departments', 'statements#lists'],
    ['請求書が届いたらどの数字と比べますか', 'accounting#bill'],
    ['1枚の請求書に契約がいくつもある', 'accounting#differs', 'accounting#bill'],
    ['消費税は含まれていますか', 'accounting#notIn'],
    ['Excelで開くと番号の最初の0が消えてしまう', 'accounting#excel', 'csv#excel'],
    ['確定した後に金額が変わることはありますか', 'accounting#corrections', 'statements#state'],
    ['課金枚数とは何ですか', 'columns#call'],
    ['過去のデータはいつまで見られますか', 'overview#keptUntil'],
    ['通信料が予算の金額を超えたらメールで知らせてほしい', 'statements#alert'],
    ['毎月ファイルを自動で作成したい', 'usage#monthly'],
    ['保存期間', 'limits#usage', 'overview#keptUntil'],
    ['データの保存期間', 'limits#usage', 'overview#keptUntil'],
    ['メールの言語を英語にしたい', 'overview#language'],
    ['目録はどこで受け取れますか', 'usage#check', 'systems#manifest'],
    ['「03」で始まる発信番号だけを見たい', 'usage#narrow'],
    ['毎月同じ条件で検索したい', 'usage#saved'],
    ['3,500件あるのに画面に1,000件しか出ない', 'usage#screen', 'limits#usage'],
    // Who looks after files and the network.
    ['CSVの文字コードは何ですか', 'csv#format', 'systems#files'],
    ['ファイアウォールで許可するアドレスとポート', 'systems#network'],
    ['10万件を超えるデータを取り出すには', 'limits#usage', 'usage#bulk', 'systems#limits'],
    ['ダウンロードしたファイルが壊れていないか確認したい', 'usage#check'],
    ['1回の同報で12万宛先に送った明細をすべて取り出すには', 'usage#allOfCall'],
    ['途中で切れたダウンロードを続きから再開できますか', 'usage#bulk', 'systems#regular'],
    ['CSVの列が増えるのはどんなときですか', 'csv#numberNames', 'systems#files'],
    ['同じ契約のほかのユーザIDの記録も見られますか', 'overview#activity', 'systems#audit'],
    ['誰がいつログインしたか調べたい', 'overview#activity', 'systems#audit'],
    ['Cookieを許可する必要がありますか', 'systems#network'],
    ['APIの鍵はどうやって作りますか', 'api#keys'],
    ['curlの例', 'api#examples'],
    ['APIは1分に何回まで呼べますか', 'api#limits'],
    // Who would call the service centre.
    ['パスワードを忘れました', 'password#forgotten'],
    ['ロックされてログインできない', 'usage#login', 'contact#often'],
    [
      'パスワードを3回間違えました。何分待てばよいですか',
      'password#mistaken',
      'usage#login',
      'contact#often',
    ],
    ['認証のメールが届かない', 'usage#login', 'contact#often'],
    ['昨日の分が表示されません', 'contact#often', 'introduction#notes'],
    ['メールアドレスが変わったので変更したい', 'email#change'],
    ['何時まで電話できますか', 'contact#centre'],
    ['料金はかかりますか', 'introduction#price'],
    ['1つの同報の宛先を知りたい', 'usage#ofCall'],
    ['前回作成したファイルはいつ削除されますか', 'usage#replace', 'usage#bulk'],
    ['スマホでも使えますか', 'introduction#environment', 'start#first'],
    // Words that the help does not have.
    ['税', 'accounting#notIn'],
    ['税込', 'accounting#notIn'],
    ['呼とは', 'columns#call', 'start#words'],
    ['エクセル', 'csv#excel', 'csv#workbook'],
    ['エクセルで開く', 'csv#excel'],
    ['えくせる', 'csv#excel', 'csv#workbook'],
    ['営業時間', 'contact#centre'],
    ['二段階認証', 'usage#login', 'systems#session'],
    ['2FA', 'usage#login', 'systems#session'],
    ['ワンタイムパスワード', 'usage#login', 'limits#signIn'],
    ['暗証番号', 'password-rules#rules', 'password#update'],
    ['「?」はパスワードに使えますか', 'password-rules#symbols', 'password-rules#rules'],
    ['ログオフ', 'overview#session'],
    ['login', 'usage#login'],
    ['ユーザーID', 'start#ready', 'contact#before'],
    ['部門', 'accounting#departments'],
    ['一括ダウンロード', 'usage#bulk'],
    ['フィルター', 'usage#narrow'],
    ['文字化け', 'csv#format', 'systems#files'],
    ['アクセシビリティ', 'systems#browser'],
    ['API', 'api#keys', 'api#requests', 'api#addresses'],
  ],
  en: [
    ['How do I reset a forgotten password?', 'password#forgotten'],
    ['Which encoding do the files have', 'csv#format', 'systems#files'],
    ['language of emails', 'overview#language'],
    ['where is the manifest', 'usage#check', 'systems#manifest'],
    ['where are the destinations of a call', 'usage#ofCall'],
    ['does another bulk export delete the old files', 'usage#replace', 'limits#usage'],
    ['How long are bulk files kept?', 'limits#usage', 'usage#bulk', 'systems#limits'],
    ['why does the amount differ from the bill', 'accounting#differs'],
    ['email me when the charge passes an amount', 'statements#alert'],
    ['make files each month without asking', 'usage#monthly'],
    ['What does “pages billed” mean', 'columns#call', 'start#words'],
    ['How do I get all destinations of a call with 120,000 of them', 'usage#allOfCall'],
    ['only 1,000 records are shown on screen', 'usage#screen', 'limits#usage'],
    ['can I see the activity of other user IDs', 'overview#activity', 'systems#audit'],
    // Words that the help does not have.
    ['login', 'usage#login'],
    ['log in', 'usage#login'],
    ['log out', 'overview#session'],
    ['2FA', 'usage#login', 'start#ready'],
    ['otp', 'usage#login'],
    ['username', 'usage#login'],
    ['cost', 'introduction#price'],
    ['cost centre', 'accounting#departments', 'columns#names'],
    ['batch', 'usage#bulk'],
    ['VAT', 'accounting#notIn'],
    ['garbled', 'csv#format'],
    ['audit log', 'overview#activity'],
    ['API', 'api#keys', 'api#requests', 'api#addresses'],
    ['accessibility', 'systems#browser'],
  ],
}

/** Whoever searches reads the first results. */
const resultsRead = 3

test('a word is replaced whole, as it stands, and once', () => {
  expect(inWordsOfHelp('How do I Log  in? catalog in, log in', helpSynonyms.en)).toBe(
    'How do I Log  in? catalog in, sign in',
  )
  expect(inWordsOfHelp('ﾜﾝﾀｲﾑﾊﾟｽﾜｰﾄﾞとユーザＩＤ', { ワンタイムパスワード: '第二認証パスワード' })).toBe(
    '第二認証パスワードとユーザＩＤ',
  )
})

test.each(['ja', 'en'] as const)('in %s no replacement has a word that is replaced', (locale) => {
  const meanings = Object.values(helpSynonyms[locale])
  expect(meanings.map((meant) => inWordsOfHelp(meant, helpSynonyms[locale]))).toEqual(meanings)
})

describe.each(['ja', 'en'] as const)('in %s', (locale) => {
  const index = helpIndex(locale)

  test.each(questions[locale])('the help answers: %s', (question, ...answers) => {
    const found = searchHelp(index, question).hits.map(({ section: { slug, id } }) => `${slug}#${id}`)
    const read = found.slice(0, resultsRead)
    expect({ read, isAnswered: answers.some((answer) => read.includes(answer)) }).toEqual({
      read,
      isAnswered: true,
    })
  })
})
