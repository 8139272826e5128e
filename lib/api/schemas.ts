import { z } from 'zod'
import { defaultFileEncoding, fileEncodings } from '@/lib/files/file-encoding'
import { formulaChoices } from '@/lib/files/formula-choice'
import { exportFailures } from '@/lib/exports/export-failures'
import { exportStates } from '@/lib/exports/export-states'
import { downloadParameters } from '@/lib/usage/download-parameters'
import { usageKinds, type UsageSearchProblem } from '@/lib/usage/search'
import { defaultSort, usageSorts } from '@/lib/usage/sort'
import { problemCodes } from './problem-codes'

/**
 * What programs send and get, once: requests are read by these, answers are typed by them, and the description is made
 * of them. What each means is in the catalogue: `api.parameters.<name>`, and `api.schemas.<schema>.<member>` for bodies.
 *
 * Each member of an answer is always there, null where it has no value.
 */

/** A schema of its own, or null: so that its description stays that of what is there. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()])

const hour = z.int().min(0).max(23)
const day = z.iso.date()
const time = z.iso.datetime({ offset: true })
const count = z.int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const exactInteger = z.union([z.int().min(0), z.string().regex(/^\d+$/)]).meta({ id: 'ExactInteger' })

const period = { startDate: day, startHour: hour.default(0), endDate: day, endHour: hour.default(23) }
const search = {
  ...period,
  by: z.enum(usageKinds).default('call'),
  sort: z.enum(usageSorts).default(defaultSort),
  filter: z.uuid().optional(),
}
const { encoding, formulas, names } = downloadParameters.shape

/** The parameters of an address that counts. */
export const summaryQuery = z.object({ ...period, by: search.by, filter: search.filter })

/** The parameters of an address that answers with a file. */
export const fileQuery = z.object({ ...search, encoding, formulas, names })

/** Whether a request asks for the same answer again. */
export const conditionalHeaders = z.object({ 'If-None-Match': z.string().optional() })
export const rangeHeaders = z.object({ Range: z.string().optional(), 'If-Range': z.string().optional() })

/** What a bulk export is asked for with. */
export const exportBody = z
  .strictObject({
    ...search,
    encoding: z.enum(fileEncodings).default(defaultFileEncoding),
    formulas,
    names: z.boolean().default(false),
    replace: z.uuid().optional(),
  })
  .meta({ id: 'ExportRequest' })

export const exportAddress = z.object({ exportId: z.uuid() })
export const fileAddress = z.object({ exportId: z.uuid(), part: z.int().min(1).max(99) })

const periodAnswer = z
  .strictObject({ startDate: day, startHour: hour, endDate: day, endHour: hour })
  .meta({ id: 'Period' })

const totals = z
  .strictObject({
    records: count,
    destinations: exactInteger,
    acceptedPages: orNull(exactInteger),
    sentPages: exactInteger,
    billedPages: exactInteger,
    charge: exactInteger,
  })
  .meta({ id: 'Totals' })

export const summaryAnswer = z
  .strictObject({
    contractNumber: z.string(),
    departments: orNull(z.array(z.string())),
    period: periodAnswer,
    by: z.enum(usageKinds),
    filter: z.uuid().nullable(),
    asOf: time,
    completeUntil: day.nullable(),
    missingDays: z.array(day),
    totals,
  })
  .meta({ id: 'Summary' })

export const statusAnswer = z
  .strictObject({
    contractNumber: z.string(),
    completeUntil: day.nullable(),
    retainedFrom: day.nullable(),
    correction: orNull(z.strictObject({ date: day, correctedAt: time }).meta({ id: 'Correction' })),
  })
  .meta({ id: 'Status' })

const exportSearch = z
  .strictObject({
    period: periodAnswer,
    by: z.enum(usageKinds),
    sort: z.enum(usageSorts),
    filter: z.uuid().nullable(),
  })
  .meta({ id: 'ExportSearch' })

const exportCall = z
  .strictObject({
    callId: z.string(),
    calledAt: time,
    destinationNoFrom: count.nullable(),
    destinationNoTo: count.nullable(),
  })
  .meta({ id: 'ExportCall' })

const exportFile = z
  .strictObject({
    part: z.int().min(1),
    name: z.string(),
    records: count,
    sizeBytes: count,
    sha256,
    charge: exactInteger,
    href: z.string(),
  })
  .meta({ id: 'ExportFile' })

export const exportAnswer = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(exportStates),
    recordsDone: count,
    recordsTotal: count,
    waitingBefore: count,
    search: orNull(exportSearch),
    call: orNull(exportCall),
    encoding: z.enum(fileEncodings),
    formulas: z.enum(formulaChoices),
    names: z.boolean(),
    requestedAt: time,
    asOf: time.nullable(),
    finishedAt: time.nullable(),
    expiresAt: time.nullable(),
    failure: orNull(
      z.strictObject({ code: z.enum(exportFailures), detail: z.string() }).meta({ id: 'Failure' }),
    ),
    files: z.array(exportFile),
    zip: z.string().nullable(),
    manifest: z.string().nullable(),
  })
  .meta({ id: 'Export' })

const parameterProblemCodes = [
  'unknownParameter',
  'unknownValue',
  'required',
  'repeated',
  'noSuchDay',
  'afterYesterday',
  'endBeforeStart',
  'overOneMonth',
] as const satisfies (UsageSearchProblem['code'] | 'unknownParameter')[]

const parameterProblem = z
  .strictObject({ parameter: z.string(), code: z.enum(parameterProblemCodes), detail: z.string() })
  .meta({ id: 'ParameterProblem' })

/** Beside what every problem has, each code has members of its own: those are absent from the others. */
export const problemAnswer = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z.enum(problemCodes),
    errors: z.array(parameterProblem).optional(),
    exportId: z.uuid().optional(),
    records: count.optional(),
    max: count.optional(),
    seconds: count.optional(),
    id: z.string().optional(),
  })
  .meta({ id: 'Problem' })
