import { useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import type { NumberLabel } from '@/lib/usage/record-names'

/**
 * A number and, below it, what the contract calls it. Among many columns the name keeps to one line of a low row, and the
 * department is said to who points at it or listens; where rows are compact both are there in full.
 */
export function NamedNumber({ number, label: { name, department } }: { number: string; label: NumberLabel }) {
  const t = useTranslations('usage.result')
  const inParentheses = department && t('department', { department })
  return (
    <span className="record-lines lg:-my-1 lg:block lg:leading-tight" title={name + inParentheses}>
      {number}
      <span className="relative block text-12 text-quiet lg:max-w-40 lg:truncate">
        <DataText>{name}</DataText>
        {department && (
          <span className="lg:sr-only">
            <DataText>{inParentheses}</DataText>
          </span>
        )}
      </span>
    </span>
  )
}
