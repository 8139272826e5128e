import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { helpAddressOf } from '@/components/help/help-of-pages'

/** Leads from a page to its own place in the help. The table of these places would weigh on the script of each page. */
export function GET(request: NextRequest): never {
  redirect(helpAddressOf(request.nextUrl.searchParams.get('page') ?? ''))
}
