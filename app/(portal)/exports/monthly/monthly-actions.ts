'use server'

import { getLocale } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { endStandingExport, setStandingExport } from '@/lib/exports/standing-export'
import { fileEncodings } from '@/lib/files/file-encoding'
import { defaultFormulaChoice, formulaChoices } from '@/lib/files/formula-choice'
import { paths } from '@/lib/paths'
import { usageKinds } from '@/lib/usage/search'

const choices = z.object({
  by: z.enum(usageKinds),
  encoding: z.enum(fileEncodings),
  formulas: z.enum(formulaChoices).default(defaultFormulaChoice),
  names: z.literal('1').optional(),
})

/** 始める, 変更する. */
export const setStandingExportAction = accountAction(paths.exportsMonthly(), async (user, form) => {
  const chosen = choices.safeParse({
    by: form.get('by'),
    encoding: form.get('encoding'),
    formulas: form.get('formulas') ?? undefined,
    names: form.get('names') ?? undefined,
  })
  if (!chosen.success) throw new PortalError({ code: 'badRequest' })
  const { names, ...rest } = chosen.data
  const done = await setStandingExport(
    user,
    { ...rest, withNames: names === '1' },
    await getLocale(),
    await requestSource(),
    new Date(),
  )
  redirect(paths.exportsMonthly({ done }))
})

/** 終了する. */
export const endStandingExportAction = accountAction(paths.exportsMonthly(), async (user) => {
  await endStandingExport(user, await requestSource(), new Date())
  redirect(paths.exportsMonthly({ done: 'ended' }))
})
