import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import iconv from 'iconv-lite'
import { accountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { keepSearch } from '@/lib/numbers/search-names'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { readLocalSecret } from '@/scripts/local-secret'
import { visitEveryPage } from '@/tests/support/portal-pages'
import { withDatabase } from './account'
import { newKey } from './api'

const month = '2014-07'
const day = { startDate: '2014-07-06', endDate: '2014-07-06', output: 'csv' }
/** Searches of the manual's day that a file holds. */
const searches = {
  call: { ...day, by: 'call', startHour: '0', endHour: '23' },
  destination: { ...day, by: 'destination', startHour: '12', endHour: '19' },
}

export interface Answer {
  /** What was asked for, without the ids that each account has of its own. */
  asked: string
  status: number
  text: string
}

/** Each answer that has data: pages and what they lead to, as an account sees them. */
export async function answersOf(settings: Parameters<typeof visitEveryPage>[1]): Promise<Answer[]> {
  const visits = await withDatabase(async () =>
    visitEveryPage(await readLocalSecret(process.env.PORTAL_TEST_DATA!), settings),
  )
  const [session] = visits.find(({ page }) => page === '/menu')!.cookies!
  const addresses = visits.flatMap(({ address, cookies }) => (cookies?.[0] === session ? [address] : []))
  const set = /exports\/([0-9a-f-]{36})/.exec(addresses.join(' '))![1]!
  const call = /calls\/(\d+)/.exec(addresses.join(' '))![1]!
  const { account: row } = await withDatabase(() =>
    getPrisma().exportRequest.findUniqueOrThrow({
      where: { id: set },
      include: { account: { include: { contract: true } } },
    }),
  )
  const account = await withDatabase(() => accountUser(row))
  const { accountId } = account
  const found = await withDatabase(() => keepSearch({ accountId }, '総務', new Date()))
  const files = (['call', 'destination'] as const).flatMap((by) => [
    ...['utf-8', 'shift_jis'].map((encoding) => filePaths.download({ ...searches[by], encoding })),
    filePaths.download({ ...searches[by], format: 'xlsx' }),
    filePaths.download({ ...searches[by], names: '1', formulas: 'asis' }),
    paths.preflight(searches[by]),
    paths.usage({ ...searches[by], output: 'screen', sort: 'charge-desc' }),
    paths.usage({ ...searches[by], output: 'bulk' }),
    paths.statement(month, { by }),
    filePaths.statementCsv(month, { by }),
    filePaths.statementXlsx(month, { by }),
  ])
  const others = [
    `${filePaths.callDownload(call)}?names=1`,
    `${filePaths.callDownload(call)}?format=xlsx`,
    filePaths.exportFile(set, 1),
    filePaths.exportZip(set),
    filePaths.exportManifestJson(set),
    paths.exportState(),
    paths.numbers({ search: found }),
    filePaths.numbersCsv(),
    filePaths.numbersCsv({ encoding: 'shift_jis' }),
    filePaths.activityCsv(),
    paths.downloadState({ ticket: set }),
  ]
  const cookie = `${session!.name}=${session!.value}`
  const authorization = `Bearer ${await newKey(account)}`
  const requests = [
    ...[...addresses, ...files, ...others].map((address) => ({ address, by: { cookie } })),
    ...addressesForPrograms(set).map((address) => ({ address, by: { authorization } })),
  ]
  const answers: Answer[] = []
  for (const { address, by } of requests) {
    const answer = await fetch(`${process.env.PORTAL_TEST_URL}${address}`, {
      headers: { ...by, 'accept-encoding': 'identity' },
    })
    const headers = JSON.stringify([...answer.headers])
    answers.push({
      asked: address.replace(/[0-9a-f-]{36}/, 'id').replace(/calls\/\d+/, 'calls/id'),
      status: answer.status,
      text: headers + (await textsIn(Buffer.from(await answer.arrayBuffer()))),
    })
  }
  return answers
}

/** What a key of the account that has a set can ask for. */
function addressesForPrograms(set: string): string[] {
  const files = Object.values(searches).flatMap(({ startDate, endDate, by, startHour, endHour }) => {
    const search = { startDate, endDate, by, startHour, endHour }
    return [
      ...['utf-8', 'shift_jis'].map((encoding) => apiPaths.usageCsv({ ...search, encoding })),
      apiPaths.usageCsv({ ...search, names: '1', formulas: 'asis', sort: 'charge-desc' }),
      apiPaths.usageXlsx({ ...search, names: '1' }),
    ]
  })
  return [
    ...files,
    apiPaths.status(),
    apiPaths.summary({ startDate: day.startDate, endDate: day.endDate }),
    apiPaths.export(set),
    apiPaths.exportFile(set, 1),
    apiPaths.exportZip(set),
    apiPaths.exportManifest(set),
  ]
}

/** All that is written in an answer, in whatever encoding, and in the files of an archive. */
async function textsIn(answer: Buffer): Promise<string> {
  if (answer.subarray(0, 2).toString() !== 'PK') return answer.toString() + iconv.decode(answer, 'cp932')
  const entries = await new ZipReader(new BlobReader(new Blob([new Uint8Array(answer)]))).getEntries()
  const texts = await Promise.all(
    entries.map(async (entry) =>
      'getData' in entry ? textsIn(Buffer.from(await entry.getData(new Uint8ArrayWriter()))) : '',
    ),
  )
  return texts.join('\n')
}

/** Shorter ones stand by chance in other figures: they are looked for as a word, others within words too. */
const longNumber = 8

/** Those of some numbers that stand in a text. */
function numbersIn(text: string, numbers: Set<string>): string[] {
  const lengths = [...new Set([...numbers].map((number) => number.length))].filter(
    (length) => length >= longNumber,
  )
  const found = new Set<string>()
  for (const [run] of text.matchAll(/[0-9A-Za-z@._+#-]{5,}/g)) {
    if (numbers.has(run)) found.add(run)
    for (const length of lengths)
      for (let from = 0; from + length <= run.length; from++) {
        const part = run.slice(from, from + length)
        if (numbers.has(part)) found.add(part)
      }
  }
  return [...found]
}

/** Which answers hold which of some numbers. */
export const told = (answers: readonly Answer[], numbers: Set<string>): string[] =>
  answers.flatMap(({ asked, text }) => {
    const some = numbersIn(text, numbers)
    return some.length > 0 ? [`${asked}: ${some.slice(0, 3)}`] : []
  })
