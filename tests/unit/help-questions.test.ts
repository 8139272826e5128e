import { searchHelp } from '@/lib/help/search-help'
import { helpIndex } from '@/tests/support/help-index'

/** What somebody asks who does not know the portal, in their own words, and the sections that answer it. */
const questions: Record<'ja' | 'en', [question: string, ...answers: string[]][]> = {
  ja: [
    // Who ties the bill.
    ['請求書の金額と合わないときはどこを見ればいいですか', 'accounting#differs'],
    ['先月の通信料を部署ごとに知りたい', 'accounting#departments', 'statements#lists'],
    ['消費税は含まれていますか', 'accounting#notIn'],
    ['Excelで開くと番号の最初の0が消えてしまう', 'accounting#excel', 'csv#excel'],
    ['確定した後に金額が変わることはありますか', 'accounting#corrections', 'statements#state'],
    ['課金枚数とは何ですか', 'columns#call'],
    ['過去のデータはいつまで見られますか', 'overview#keptUntil'],
    // Who looks after files and the network.
    ['CSVの文字コードは何ですか', 'csv#format', 'systems#files'],
    ['ファイアウォールで許可するアドレスとポート', 'systems#network'],
    ['10万件を超えるデータを取り出すには', 'limits#usage', 'usage#bulk', 'systems#limits'],
    ['ダウンロードしたファイルが壊れていないか確認したい', 'usage#check'],
    ['誰がいつログインしたか調べたい', 'overview#activity', 'systems#audit'],
    ['Cookieを許可する必要がありますか', 'systems#network'],
    // Who would call the service centre.
    ['パスワードを忘れました', 'password#forgotten'],
    ['ロックされてログインできない', 'usage#login', 'contact#often'],
    ['認証のメールが届かない', 'usage#login', 'contact#often'],
    ['昨日の分が表示されません', 'contact#often', 'introduction#notes'],
    ['メールアドレスが変わったので変更したい', 'email#change'],
    ['何時まで電話できますか', 'contact#centre'],
    ['料金はかかりますか', 'introduction#price'],
    ['スマホでも使えますか', 'introduction#environment', 'start#first'],
  ],
  en: [
    ['How do I reset a forgotten password?', 'password#forgotten'],
    ['Which encoding do the files have', 'csv#format', 'systems#files'],
    ['How long are bulk files kept?', 'limits#usage', 'usage#bulk', 'systems#limits'],
    ['why does the amount differ from the bill', 'accounting#differs'],
    ['What does “pages billed” mean', 'columns#call', 'start#words'],
  ],
}

/** Whoever searches reads the first results. */
const resultsRead = 3

describe.each(['ja', 'en'] as const)('in %s', (locale) => {
  const index = helpIndex(locale)

  test.each(questions[locale])('the help answers: %s', (question, ...answers) => {
    const found = searchHelp(index, question).map(({ section: { slug, id } }) => `${slug}#${id}`)
    const read = found.slice(0, resultsRead)
    expect({ read, isAnswered: answers.some((answer) => read.includes(answer)) }).toEqual({
      read,
      isAnswered: true,
    })
  })
})
