import { addressOf } from './paths'

/** The addresses of files, which pages that the server makes link to. */
export const filePaths = {
  /** The picture of a screen in the help; a browser asks anew for each version. */
  screen: (locale: string, name: string, version: string) =>
    addressOf(`/help/${locale}/${name}.webp`, { v: version }),
  activityCsv: (parameters?: Record<string, string | undefined>) =>
    addressOf('/account/activity/csv', parameters),
  download: (parameters?: Record<string, string | undefined>) => addressOf('/usage/download', parameters),
  callDownload: (callId: bigint | string) => `/usage/calls/${encodeURIComponent(callId.toString())}/download`,
  statementCsv: (month: string, parameters?: Record<string, string | undefined>) =>
    addressOf(`/statements/${encodeURIComponent(month)}/csv`, parameters),
  statementXlsx: (month: string, parameters?: Record<string, string | undefined>) =>
    addressOf(`/statements/${encodeURIComponent(month)}/xlsx`, parameters),
  numbersCsv: (parameters?: { encoding: string }) => addressOf('/numbers/csv', parameters),
  exportFile: (exportId: string, part: number) => `/exports/${encodeURIComponent(exportId)}/files/${part}`,
  exportZip: (exportId: string) => `/exports/${encodeURIComponent(exportId)}/zip`,
  exportManifestJson: (exportId: string) => `/exports/${encodeURIComponent(exportId)}/manifest.json`,
} as const
