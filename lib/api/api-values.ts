import { keyRequestsMax, keyWindowSeconds } from '@/lib/auth/key-limits'
import { bulkRecordsMax, csvRecordsMax, filePartRecords } from '@/lib/usage/limits'

/** The limits that the description names. */
export const apiValues = { csvRecordsMax, bulkRecordsMax, filePartRecords, keyRequestsMax, keyWindowSeconds }
