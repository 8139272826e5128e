import type * as environment from '@/lib/env'
import { startExportWorker } from '@/lib/exports/worker'
import {
  contractOf,
  requestNewExport,
  storedSet,
  useSizedContracts,
  whenAllEnded,
} from '@/tests/support/exports'
import { eventually } from '@/tests/support/eventually'
import { useMailService } from '@/tests/support/mail-service'

const mailService = useMailService()
jest.mock('@/lib/env', () => {
  const real = jest.requireActual<typeof environment>('@/lib/env')
  const settings = { get: () => mailService.url }
  return {
    ...real,
    env: Object.defineProperty({ ...real.env, resendApiKey: 're_test' }, 'resendBaseUrl', settings),
  }
})

useSizedContracts([1])

test('a mail service that does not answer keeps no set waiting', async () => {
  mailService.answer = () => undefined
  const worker = startExportWorker()
  try {
    for (let set = 0; set < 3; set++) {
      const { exportId } = await requestNewExport(contractOf(1))
      // Less than the ten seconds that one mail is waited for.
      await whenAllEnded(8)
      expect(await storedSet(exportId)).toMatchObject({ state: 'ready' })
      await eventually(() => expect(mailService.received.length).toBeGreaterThan(0))
    }
  } finally {
    await worker.stop()
  }
})
