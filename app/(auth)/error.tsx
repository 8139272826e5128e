'use client'

import { ErrorMessage } from '@/components/layout/error-message'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <ErrorMessage id={error.digest} retry={reset} />
}
