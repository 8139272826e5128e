import type { RequestEvent } from '@/lib/audit/find-request'
import { formatJapanTime } from '@/lib/time/japan-time'
import { align } from './table-text'
import { texts } from './texts'

const absent = '-'

/** What a request did, an event a line below a heading. */
export function requestEventTable(events: RequestEvent[]): string {
  const heading = [
    texts('audit.fields.at'),
    texts('audit.fields.event'),
    texts('fields.userId'),
    texts('fields.contract'),
    texts('audit.fields.actor'),
    texts('audit.fields.sourceAddress'),
    texts('audit.fields.detail'),
  ]
  const rows = events.map(({ at, kind, userId, contractNumber, actor, sourceAddress, detail }) => [
    formatJapanTime(at, 'yyyy/MM/dd HH:mm:ss'),
    kind,
    userId ?? absent,
    contractNumber ?? absent,
    actor,
    sourceAddress ?? absent,
    JSON.stringify(detail),
  ])
  return align([heading, ...rows])
}
