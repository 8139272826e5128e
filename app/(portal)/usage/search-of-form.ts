import { usageAddressFields } from '@/lib/usage/search'

/** Longer than anything that a search is made of. */
const charactersMax = 200

/** The search that a form was shown beside, as parameters of its address. */
export const searchOfForm = (form: FormData) =>
  Object.fromEntries(
    usageAddressFields.map((field) => [
      field,
      form.get(field)?.toString().slice(0, charactersMax) || undefined,
    ]),
  )
