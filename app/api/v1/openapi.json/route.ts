import { getTranslations } from 'next-intl/server'
import { apiDocument } from '@/lib/api/api-document'
import { apiValues } from '@/lib/api/api-values'
import { openApiAddress } from '../api-address'
import { taggedJson } from '../json-answer'

/** The description of all addresses for programs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openApiAddress({
  GET: async (request) => taggedJson(request, apiDocument(await getTranslations('api'), apiValues)),
})
