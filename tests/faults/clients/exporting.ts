import { apiPaths } from '@/lib/api-paths'
import type { Answer } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { cutHeading } from '../support/read-file'
import { askAsCustomer, firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** A set that the portal has accepted, and how it ended. */
export interface AcceptedExport {
  account: LoadAccount
  id: string
  /** Whether its acceptance itself was answered; else it was found afterwards. */
  wasAnswered: boolean
  ended?: 'exact' | { failure: string }
}

interface ExportAnswer {
  id: string
  state: string
  recordsTotal: number
  failure: { code: string; detail: string } | null
  files: { part: number; records: number; href: string }[]
}

/**
 * Asks for a bulk set of both days by key, waits for it, takes its files, and asks for the next in its place: each
 * record must be there once.
 */
export function exporting(
  world: World,
  account: LoadAccount,
  keys: string[],
  nth: number,
  all: AcceptedExport[],
): Client {
  const { ledger, trail, usage, lines } = world
  const name = `export ${nth}`
  const contract = account.contractNumber
  let current: AcceptedExport | undefined
  let mayHaveAnother = false
  let turn = 0
  const authorization = () => `Bearer ${keys[turn++ % keys.length]}`

  const note = (answer: Answer, asked: 'program' | 'file', verdict: Verdict) => {
    ledger.note(name, asked, answer, verdict)
    return verdict === 'right'
  }

  async function request(): Promise<void> {
    const body = {
      startDate: usage.still.date,
      endDate: usage.moving[0].date,
      by: 'destination',
      ...(current?.ended && { replace: current.id }),
    }
    const answer = await askAsCustomer(world, {
      method: 'POST',
      path: apiPaths.exports(),
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const first = firstVerdict(answer, contract)
    if (first) {
      // It may have been taken all the same: the next request is told then.
      mayHaveAnother = true
      return void note(answer, 'program', first)
    }
    if (answer.status === 409 && mayHaveAnother) {
      const { exportId } = JSON.parse(answer.body.toString()) as { exportId: string }
      note(answer, 'program', 'right')
      if (exportId !== current?.id) take(exportId, false)
      return
    }
    if (
      !note(
        answer,
        'program',
        answer.status === 202 ? 'right' : { wrong: `a set is answered ${answer.status}` },
      )
    )
      return
    trail.expect(answer, 'exportRequested')
    take((JSON.parse(answer.body.toString()) as ExportAnswer).id, true)
  }

  function take(id: string, wasAnswered: boolean): void {
    mayHaveAnother = false
    current = { account, id, wasAnswered }
    all.push(current)
  }

  async function look(accepted: AcceptedExport): Promise<void> {
    const headers = { authorization: authorization() }
    const answer = await askAsCustomer(world, { path: apiPaths.export(accepted.id), headers })
    const verdict =
      firstVerdict(answer, contract) ??
      (answer.status === 200 ? 'right' : { wrong: `an accepted set is answered ${answer.status}` })
    if (!note(answer, 'program', verdict)) return
    const set = JSON.parse(answer.body.toString()) as ExportAnswer
    if (set.state === 'failed') {
      accepted.ended = { failure: set.failure?.code ?? '' }
      if (!set.failure?.detail) note(answer, 'program', { wrong: 'a set failed without a reason' })
    }
    if (set.state === 'ready') await takeFiles(accepted, set)
  }

  async function takeFiles(accepted: AcceptedExport, set: ExportAnswer): Promise<void> {
    let got = ''
    for (const file of set.files) {
      const headers = { authorization: authorization() }
      const answer = await askAsCustomer(world, { path: file.href, headers })
      const verdict =
        firstVerdict(answer, contract) ??
        (answer.status === 200 ? 'right' : { wrong: `a file of a set is answered ${answer.status}` })
      if (!note(answer, 'file', verdict)) return
      trail.expect(answer, 'exportDownloaded')
      got += cutHeading(answer.body.toString()).lines
    }
    const { still, moving } = lines[contract]
    const isExact = moving.some((version) => got === still + version)
    if (isExact) accepted.ended = 'exact'
    else ledger.wrongs.push(`${name}: the files of set ${accepted.id} are of no version of the days`)
  }

  return {
    name,
    async once() {
      if (!current || current.ended) await request()
      else await look(current)
    },
  }
}
