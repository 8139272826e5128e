import { addressOf } from './paths'

/** Where the addresses for programs begin. */
export const apiBase = '/api/v1'

/** What programs ask for with a key. */
export const apiPaths = {
  usageCsv: (parameters?: Record<string, string | undefined>) =>
    addressOf(`${apiBase}/usage.csv`, parameters),
  usageXlsx: (parameters?: Record<string, string | undefined>) =>
    addressOf(`${apiBase}/usage.xlsx`, parameters),
  summary: (parameters?: Record<string, string | undefined>) => addressOf(`${apiBase}/summary`, parameters),
  status: () => `${apiBase}/status`,
  exports: () => `${apiBase}/exports`,
  export: (exportId: string) => `${apiBase}/exports/${encodeURIComponent(exportId)}`,
  exportFile: (exportId: string, part: number) =>
    `${apiBase}/exports/${encodeURIComponent(exportId)}/files/${part}`,
  exportZip: (exportId: string) => `${apiBase}/exports/${encodeURIComponent(exportId)}/zip`,
  exportManifest: (exportId: string) => `${apiBase}/exports/${encodeURIComponent(exportId)}/manifest.json`,
  /** The description of them all, in OpenAPI. */
  description: () => `${apiBase}/openapi.json`,
} as const

/** Whether a path is for programs with a key: no cookie says anything there. */
export const isApiPath = (path: string) => path === apiBase || path.startsWith(`${apiBase}/`)
