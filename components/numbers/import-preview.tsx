import { useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { Notice } from '@/components/ui/notice'
import type { ComparedName, ImportPreview } from '@/lib/numbers/preview-import'

type Shown = keyof ImportPreview['examples']

/** What an import would change: how many names, the first of each kind, and what one should look at before. */
export function ImportPreviewView({ preview }: { preview: ImportPreview }) {
  const t = useTranslations('numbers.preview')
  const tModes = useTranslations('numbers.import.modes')
  const { mode, counts, total, max, zerosLost, examples } = preview
  const isReplacing = mode === 'replace'
  const lines: [string, number][] = [
    [t('counts.added'), counts.added],
    [t('counts.changed'), counts.changed],
    [t('counts.unchanged'), counts.unchanged],
    [t(isReplacing ? 'counts.removed' : 'counts.kept'), counts.absent],
    [t('counts.total'), total],
  ]
  const shown: Shown[] = isReplacing ? ['absent', 'changed', 'added'] : ['changed', 'added']
  return (
    <>
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-[auto_1fr]">
        <dt className="font-bold">{t('mode')}</dt>
        <dd>{tModes(mode)}</dd>
        {lines.map(([label, count]) => (
          <div key={label} className="contents">
            <dt className="font-bold">{label}</dt>
            <dd className="tabular-nums">{t('names', { count })}</dd>
          </div>
        ))}
      </dl>
      {total > max && <Notice kind="error">{t('full', { max })}</Notice>}
      {zerosLost > 0 && <Notice kind="warning">{t('zerosLost', { count: zerosLost })}</Notice>}
      {isReplacing && counts.absent > 0 && (
        <Notice kind="warning">{t('removes', { count: counts.absent })}</Notice>
      )}
      {shown.map((state) => (
        <Examples key={state} state={state} names={examples[state]} count={counts[state]} />
      ))}
    </>
  )
}

function Examples({ state, names, count }: { state: Shown; names: ComparedName[]; count: number }) {
  const t = useTranslations('numbers')
  if (names.length === 0) return null
  const headings = [t('columns.number'), t('columns.name'), t('columns.department'), t('columns.accountCode')]
  const value = (old: string | null, now: string) =>
    state !== 'changed' || old === now || old === null
      ? now
      : t('preview.toChange', { old: old || t('preview.blank'), new: now || t('preview.blank') })
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-20 font-bold">{t(`preview.examples.${state}`)}</h2>
      {names.length < count && <p>{t('preview.first', { count, shown: names.length })}</p>}
      <RecordTable
        caption={t(`preview.examples.${state}`)}
        columns={headings.map((heading) => ({ heading, isNumber: false }))}
        rows={names.map((name) => [
          name.number,
          value(name.oldName, name.name),
          value(name.oldDepartment, name.department),
          value(name.oldAccountCode, name.accountCode),
        ])}
      />
    </div>
  )
}
