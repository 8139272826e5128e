import { useFormatter, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { listWord } from '@/lib/statements/list-words'
import { moverListNames, moversMax } from '@/lib/statements/movers'
import type { EarlierMonth } from '@/lib/statements/read-statement'
import { useStatementWords } from './statement-words'

/** Why a month came to more or less than the one before: what changed most. */
export function StatementMovers({ movers }: Pick<EarlierMonth, 'movers'>) {
  const t = useTranslations('statements')
  const format = useFormatter()
  const { keyText, signedText } = useStatementWords()
  const headings = ['before', 'now', 'difference'] as const
  return (
    <section aria-labelledby="movers" className="flex flex-col gap-2">
      <h2 id="movers" className="text-20 font-bold">
        {t('movers.title')}
      </h2>
      <p className="text-14 text-quiet">{t('movers.lead', { max: moversMax })}</p>
      <div className="grid gap-4 lg:grid-cols-2 print:block print:space-y-3">
        {moverListNames.map((name) => {
          const word = listWord(name, 'call')
          return (
            <div key={name} className="flex min-w-0 flex-col gap-1 print:break-inside-avoid">
              <h3 className="font-bold">{t(`lists.${word}`)}</h3>
              {movers[name].length === 0 ? (
                <p>{t('movers.none')}</p>
              ) : (
                <RecordTable
                  caption={`${t('movers.title')} ${t(`lists.${word}`)}`}
                  columns={[
                    { heading: t(`keys.${word}`), isNumber: false },
                    ...headings.map((heading) => ({ heading: t(`comparison.${heading}`), isNumber: true })),
                  ]}
                  rows={movers[name].map((mover) => [
                    [keyText(name, mover.key), mover.name].filter(Boolean).join(' '),
                    format.number(mover.before),
                    format.number(mover.after),
                    signedText(mover.difference),
                  ])}
                />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
