import type { z } from 'zod'
import { workbookType } from '@/lib/files/file-format'
import {
  conditionalHeaders,
  exportAddress,
  exportAnswer,
  exportBody,
  fileAddress,
  fileQuery,
  rangeHeaders,
  statusAnswer,
  summaryAnswer,
  summaryQuery,
} from './schemas'

export type AnswerHeader =
  | 'Content-Disposition'
  | 'ETag'
  | 'Location'
  | 'Retry-After'
  | 'WWW-Authenticate'
  | 'Allow'
  | 'Accept-Ranges'
  | 'Content-Range'
  | 'RateLimit'
  | 'RateLimit-Policy'

interface Answer {
  type?: string
  /** Absent where the answer is a file. */
  schema?: z.ZodType
  headers?: AnswerHeader[]
}

/** One thing that a program can ask for. Its words are in the catalogue (`api.operations.<id>`). */
export interface Operation {
  id: string
  method: 'get' | 'post' | 'delete'
  /** Below `/api/v1`. */
  path: string
  /** Whether it is answered without a key. */
  isOpen?: true
  address?: z.ZodObject
  query?: z.ZodObject
  headers?: z.ZodObject
  body?: z.ZodObject
  answers: Record<number, Answer>
  /** Statuses of refusals, besides those that every address has. */
  problems: number[]
}

const json = 'application/json'
const csv = 'text/csv'
const unchanged = { 304: { headers: ['ETag'] } } satisfies Operation['answers']

const download = (type: string): Operation['answers'] => ({
  200: { type, headers: ['Content-Disposition', 'ETag', 'Accept-Ranges'] },
  206: { type, headers: ['Content-Disposition', 'ETag', 'Accept-Ranges', 'Content-Range'] },
  416: { headers: ['Content-Range'] },
})

/** What every address that needs a key may refuse: wrong addresses and keys, too many requests, failures. */
const commonProblems = [400, 401, 429, 500, 503]

const file = (id: string, path: string, type: string): Operation => ({
  id,
  method: 'get',
  path,
  query: fileQuery,
  answers: { 200: { type, headers: ['Content-Disposition'] } },
  problems: [403, 404, 422],
})

const ofSet = (id: string, path: string, type: string, address: z.ZodObject = exportAddress): Operation => ({
  id,
  method: 'get',
  path: `/exports/{exportId}${path}`,
  address,
  headers: rangeHeaders,
  answers: download(type),
  problems: [404],
})

/** Everything that programs can ask for, in the order in which it is described. */
export const operations: readonly Operation[] = [
  {
    id: 'status',
    method: 'get',
    path: '/status',
    headers: conditionalHeaders,
    answers: { 200: { type: json, schema: statusAnswer, headers: ['ETag'] }, ...unchanged },
    problems: [],
  },
  {
    id: 'summary',
    method: 'get',
    path: '/summary',
    query: summaryQuery,
    headers: conditionalHeaders,
    answers: { 200: { type: json, schema: summaryAnswer, headers: ['ETag'] }, ...unchanged },
    problems: [403, 404],
  },
  file('usageCsv', '/usage.csv', csv),
  file('usageXlsx', '/usage.xlsx', workbookType),
  {
    id: 'requestExport',
    method: 'post',
    path: '/exports',
    body: exportBody,
    answers: { 202: { type: json, schema: exportAnswer, headers: ['Location'] } },
    problems: [403, 404, 408, 409, 413, 415, 422],
  },
  {
    id: 'export',
    method: 'get',
    path: '/exports/{exportId}',
    address: exportAddress,
    answers: { 200: { type: json, schema: exportAnswer } },
    problems: [404],
  },
  ofSet('exportFile', '/files/{part}', csv, fileAddress),
  ofSet('exportZip', '/zip', 'application/zip'),
  ofSet('exportManifest', '/manifest.json', json),
  {
    id: 'deleteExport',
    method: 'delete',
    path: '/exports/{exportId}',
    address: exportAddress,
    answers: { 204: {} },
    problems: [403, 404],
  },
  {
    id: 'description',
    method: 'get',
    path: '/openapi.json',
    isOpen: true,
    headers: conditionalHeaders,
    answers: { 200: { type: json, headers: ['ETag'] }, ...unchanged },
    problems: [],
  },
]

/** The statuses of a refusal that an operation may answer with, in order. */
export const problemsOf = ({ isOpen, problems }: Operation): number[] =>
  [...commonProblems.filter((status) => !isOpen || (status !== 401 && status !== 429)), ...problems].sort()
