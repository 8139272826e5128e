import { useTranslations } from 'next-intl'
import type { FormAction } from '@/components/form/use-form-action'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import { cardClass } from '@/components/ui/surfaces'
import type { ExportSet } from '@/lib/exports/find-export'
import type { FileOffer } from '@/lib/usage/file-offer'
import { bulkFiles } from '@/lib/usage/outputs'
import { ExportSearch } from './export-search'
import { BulkRequestForm } from './bulk-request-form'

interface BulkRequestProps {
  /** Of what the set is made, as fields of the form. */
  target: Record<string, string>
  /** 1–100,000 */
  records: number
  contractNumber: string
  /** The user's set that would be deleted, where there is one that holds something. */
  existing?: ExportSet
  file: FileOffer
  request: FormAction
  /** As in `ActionForm`. */
  account: string
}

/** テキストファイル(大量検索): what 実行 will make, and what it deletes. */
export function BulkRequest({
  target,
  records,
  contractNumber,
  existing,
  file,
  request,
  account,
}: BulkRequestProps) {
  const t = useTranslations('exports')
  const hidden = { ...target, ...(existing && { replace: existing.exportId }) }
  return (
    <section aria-label={t('request.title')} className={classNames('flex flex-col gap-4', cardClass)}>
      <h2 className="text-20 font-bold">{t('request.title')}</h2>
      <p>{t('request.lead', { records, files: bulkFiles(records) })}</p>
      <BulkRequestForm
        request={request}
        account={account}
        hidden={hidden}
        file={file}
        submit={t('request.submit')}
      >
        {existing && (
          <Notice kind="warning" title={t('request.existing')}>
            <div className="mt-2">
              <ExportSearch set={existing} contractNumber={contractNumber} withState />
            </div>
          </Notice>
        )}
      </BulkRequestForm>
    </section>
  )
}
