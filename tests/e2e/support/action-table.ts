import { addJapanMonths, japanDateOf } from '@/lib/time/japan-time'
import { testPassword } from './account'
import type { Need } from './address-table'
import type { Ids } from './cast'

/** What a form of the portal sends, and what it names of somebody. */
export interface ActionRow {
  action: string
  needs?: Need
  /** Absent where it names nothing that could be somebody else's. */
  names?: keyof Ids
  fields: (ids: Ids, date: string) => Record<string, string>
}

const nothing = () => ({})
const period = (date: string) => ({ startDate: date, endDate: date, startHour: '0', endHour: '23' })
const search = (date: string) => ({ ...period(date), by: 'call', output: 'bulk' })
const choices = { encoding: 'utf-8', formulas: 'guarded' }
const name = { number: '0311112222', name: '支店', department: '', accountCode: '' }
const version = '1'

/** What needs a permission is as `lib/auth/permissions.ts` has it, written here once more. */
export const actionTable: readonly ActionRow[] = [
  {
    action: 'requestExportAction',
    names: 'filterId',
    fields: ({ filterId }, date) => ({ ...search(date), ...choices, filter: filterId }),
  },
  {
    action: 'requestExportAction',
    names: 'exportId',
    fields: ({ exportId }, date) => ({ ...search(date), ...choices, replace: exportId }),
  },
  { action: 'requestCallExportAction', names: 'callId', fields: ({ callId }) => ({ callId, ...choices }) },
  { action: 'cancelExportAction', names: 'exportId', fields: ({ exportId }) => ({ exportId }) },
  { action: 'deleteExportAction', names: 'exportId', fields: ({ exportId }) => ({ exportId }) },
  { action: 'setStandingExportAction', fields: () => ({ by: 'call', ...choices }) },
  { action: 'endStandingExportAction', fields: nothing },
  { action: 'narrowAction', fields: (_, date) => ({ ...search(date), areas: 'KOREA' }) },
  {
    action: 'saveSearchAction',
    names: 'filterId',
    fields: ({ filterId }, date) => ({ ...search(date), filter: filterId, period: 'standing', name: '新' }),
  },
  {
    action: 'saveSearchAction',
    names: 'savedId',
    fields: ({ savedId }, date) => ({
      ...search(date),
      ...{ period: 'standing', name: '先月', replace: `${savedId} 1` },
    }),
  },
  {
    action: 'renameSavedSearchAction',
    names: 'savedId',
    fields: ({ savedId }) => ({ savedId, version, name: '別の名前' }),
  },
  { action: 'deleteSavedSearchAction', names: 'savedId', fields: ({ savedId }) => ({ savedId, version }) },
  {
    action: 'shareSavedSearchAction',
    needs: 'shareSearches',
    names: 'savedId',
    fields: ({ savedId }) => ({ savedId, version, share: 'on' }),
  },
  { action: 'searchNamesAction', fields: () => ({ text: '支店' }) },
  {
    action: 'saveNameAction',
    needs: 'changeNumberNames',
    names: 'nameId',
    fields: ({ nameId }) => ({ ...name, nameId, version: '999' }),
  },
  {
    action: 'removeNameAction',
    needs: 'changeNumberNames',
    names: 'nameId',
    fields: ({ nameId }) => ({ nameId, version }),
  },
  { action: 'checkImportAction', needs: 'changeNumberNames', fields: () => ({ pasted: '0311112222\t支店' }) },
  {
    action: 'runImportAction',
    needs: 'changeNumberNames',
    names: 'draftId',
    fields: ({ draftId }) => ({ draftId, version: '0' }),
  },
  { action: 'discardImportAction', names: 'draftId', fields: ({ draftId }) => ({ draftId, version: '0' }) },
  {
    action: 'endSessionsAction',
    names: 'sessionId',
    fields: ({ sessionId }) => ({ which: sessionId, password: testPassword }),
  },
  {
    action: 'makeKeyAction',
    needs: 'manageKeys',
    fields: () => ({
      name: '鍵',
      userId: 'nobody',
      until: addJapanMonths(japanDateOf(new Date()), 1),
      password: testPassword,
    }),
  },
  { action: 'revokeKeyAction', needs: 'manageKeys', names: 'keyId', fields: ({ keyId }) => ({ keyId }) },
  { action: 'setAlertAction', needs: 'setAlerts', fields: () => ({ amount: '9000000000' }) },
  { action: 'addAddressAction', needs: 'setAlerts', fields: () => ({ email: 'alert@example.com' }) },
  {
    action: 'removeAddressAction',
    needs: 'setAlerts',
    names: 'addressId',
    fields: ({ addressId }) => ({ addressId }),
  },
  {
    action: 'confirmAddressAction',
    needs: 'setAlerts',
    names: 'addressId',
    fields: ({ addressId }) => ({ addressId, otp: '000000' }),
  },
  { action: 'endAlertAction', needs: 'setAlerts', fields: nothing },
]

/** Those of the sign-in and of the account's own secrets: they name nothing, and have tests of their own. */
export const ownActions = [
  ...['signInAction', 'verifyAction', 'quitAction', 'signOutAction', 'chooseLocaleAction'],
  ...['changePasswordAction', 'startAddressChangeAction', 'confirmAddressChangeAction'],
]
