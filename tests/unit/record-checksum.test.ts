import { recordChecksums } from '@/lib/ingest/record-checksum'
import { fileColumns } from '@/lib/ingest/usage-file'

test.each(['calls', 'destinations'] as const)(
  'the checksum of %s has every field that a file brings',
  (file) => {
    // By the contract the records are grouped.
    const names = fileColumns[file].map(({ name }) => name).filter((name) => name !== 'contract_number')
    const inChecksum = recordChecksums[file].match(/\w+/g)
    expect(names.filter((name) => !inChecksum!.includes(name))).toEqual([])
  },
)
