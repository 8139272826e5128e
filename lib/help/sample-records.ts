import { japanInstant } from '@/lib/time/japan-time'
import type { CallRecord, DestinationRecord, UsageRecord } from '@/lib/usage/columns'
import type { UsageKind } from '@/lib/usage/search'

const dayStart = japanInstant('2014-07-06', 0).getTime()
const at = (hours: number, minutes: number, seconds: number) =>
  new Date(dayStart + ((hours * 60 + minutes) * 60 + seconds) * 1_000)

const calls: CallRecord[] = [
  {
    ...{ calledAt: at(9, 54, 13), callId: 1n, communicationType: 'F網取出' },
    ...{ callerNumber: '002', calleeNumber: '001', area: 'MAIL', destinationCount: 1 },
    ...{ acceptedPages: 1, sentPages: 1, billedPages: 1, discountType: '土日祝', charge: 19n },
  },
  {
    ...{ calledAt: at(10, 54, 20), callId: 2n, communicationType: '同報' },
    ...{ callerNumber: '001', calleeNumber: null, area: 'JAPAN', destinationCount: 10_000 },
    ...{ acceptedPages: 32, sentPages: 320_000, billedPages: 320_000, discountType: '土日祝' },
    charge: 6_080_000n,
  },
]

const destinations: DestinationRecord[] = [
  {
    ...{ calledAt: at(12, 0, 38), callId: 3n, destinationNo: 1, communicationType: '一般' },
    ...{ callerNumber: '001', calleeNumber: '001', area: 'JAPAN', paperMode: 'A4G3F' },
    ...{ sentPages: 1, billedPages: 1, callType: '土日祝', charge: 19n },
  },
  {
    ...{ calledAt: at(12, 3, 37), callId: 4n, destinationNo: 1, communicationType: '着信課金' },
    ...{ callerNumber: '@userco.jp', calleeNumber: '001', area: 'JAPAN', paperMode: 'A4F' },
    ...{ sentPages: 1, billedPages: 1, callType: '土日祝', charge: 19n },
  },
]

/** Records that the customer's manual prints. */
export const sampleRecords: Record<UsageKind, UsageRecord[]> = { call: calls, destination: destinations }
