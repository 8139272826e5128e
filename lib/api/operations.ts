import type { z } from 'zod'
import { workbookType } from '@/lib/files/file-format'
import { problemCodes, problemStatus, type ProblemCode } from './problem-codes'
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
  /** What it may be refused for, besides what every address is. */
  problems: ProblemCode[]
}

const json = 'application/json'
const csv = 'text/csv'
const unchanged = { 304: { headers: ['ETag'] } } satisfies Operation['answers']

const download = (type: string): Operation['answers'] => ({
  200: { type, headers: ['Content-Disposition', 'ETag', 'Accept-Ranges'] },
  206: { type, headers: ['Content-Disposition', 'ETag', 'Accept-Ranges', 'Content-Range'] },
  416: { headers: ['Content-Range'] },
})

/** What a request to any address may be refused for. */
const commonProblems: ProblemCode[] = [
  'badRequest',
  'methodNotAllowed',
  'overloaded',
  'databaseAway',
  'unexpected',
]

/** And one to an address that needs a key. */
const keyProblems: ProblemCode[] = [
  'keyMissing',
  'keyUnknown',
  'keyExpired',
  'keyRevoked',
  'keyLocked',
  'keyMakerGone',
  'departmentsTooLarge',
  'requestsTooMany',
]

/** What a search may be refused for. */
const searchProblems: ProblemCode[] = ['parametersWrong', 'numbersMasked', 'notFound']

const fileProblems: ProblemCode[] = [
  ...searchProblems,
  'noRecords',
  'tooManyForCsv',
  'downloadsAtOnce',
  'downloadsCrowded',
]

const file = (id: string, path: string, type: string, problems: ProblemCode[] = fileProblems): Operation => ({
  id,
  method: 'get',
  path,
  query: fileQuery,
  answers: { 200: { type, headers: ['Content-Disposition'] } },
  problems,
})

const ofSet = (id: string, path: string, type: string, address: z.ZodObject = exportAddress): Operation => ({
  id,
  method: 'get',
  path: `/exports/{exportId}${path}`,
  address,
  headers: rangeHeaders,
  answers: download(type),
  problems: ['fileNotFound'],
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
    problems: searchProblems,
  },
  file('usageCsv', '/usage.csv', csv, [...fileProblems, 'namesNotInShiftJis']),
  file('usageXlsx', '/usage.xlsx', workbookType),
  {
    id: 'requestExport',
    method: 'post',
    path: '/exports',
    body: exportBody,
    answers: { 202: { type: json, schema: exportAnswer, headers: ['Location'] } },
    problems: [
      ...searchProblems,
      'bodyNotJson',
      'foreignOrigin',
      'bodyTooSlow',
      'setExists',
      'bodyTooLarge',
      'mediaTypeUnknown',
      'noRecordsForBulk',
      'tooManyForBulk',
    ],
  },
  {
    id: 'export',
    method: 'get',
    path: '/exports/{exportId}',
    address: exportAddress,
    answers: { 200: { type: json, schema: exportAnswer } },
    problems: ['notFound'],
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
    problems: ['foreignOrigin', 'notFound'],
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

/** What an operation may be refused for, in the order of all codes. */
export function codesOf({ isOpen, problems }: Operation): ProblemCode[] {
  const all = new Set([...commonProblems, ...(isOpen ? [] : keyProblems), ...problems])
  return problemCodes.filter((code) => all.has(code))
}

/** The statuses of its refusals, in order. */
export const problemsOf = (operation: Operation): number[] =>
  [...new Set(codesOf(operation).map(problemStatus))].sort()

/** The codes that are answered with a status, of all of them or of some. */
export const codesWith = (status: number, among: readonly ProblemCode[] = problemCodes): ProblemCode[] =>
  among.filter((code) => problemStatus(code) === status)
