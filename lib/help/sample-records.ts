import type { UsageKind } from '@/lib/usage/search'

/** Records that the customer's manual prints, a text for each column (spec section 2). */
export const sampleRecords: Record<UsageKind, string[][]> = {
  call: [
    ['2014/07/06 09:54:13', 'F網取出', '002', '001', 'MAIL', '1', '1', '1', '1', '土日祝', '19'],
    [
      '2014/07/06 10:54:20',
      '同報',
      '001',
      '-----',
      'JAPAN',
      '10000',
      '32',
      '320000',
      '320000',
      '土日祝',
      '6080000',
    ],
  ],
  destination: [
    ['2014/07/06 12:00:38', '一般', '001', '001', 'JAPAN', 'A4G3F', '1', '1', '土日祝', '19'],
    ['2014/07/06 12:03:37', '着信課金', '@userco.jp', '001', 'JAPAN', 'A4F', '1', '1', '土日祝', '19'],
  ],
}

/** Names that a contract could have given to the numbers of a record. */
export const sampleNames = ['本社 総務FAX', '総務部', '5410', '大阪支店', '営業部', '']
