import { useTranslations } from 'next-intl'
import { AddressForm } from '@/components/form/address-form'
import { HiddenFields } from '@/components/form/hidden-fields'
import { Button } from '@/components/ui/button'
import { EncodingChoice } from '@/components/usage/encoding-choice'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { filePaths } from '@/lib/file-paths'
import type { StatementScope } from '@/lib/statements/statement-scope'

interface StatementDownloadProps {
  scope: StatementScope
  encoding: FileEncoding
  /** See `EncodingChoice`. */
  charactersLost: number
}

/** The ways to the sheet as a file. */
export function StatementDownload({ scope, encoding, charactersLost }: StatementDownloadProps) {
  const t = useTranslations('statements.download')
  return (
    <section aria-labelledby="download" className="print:hidden">
      <h2 id="download" className="text-20 font-bold">
        {t('title')}
      </h2>
      <p className="text-14 text-quiet">{t('note')}</p>
      <AddressForm action={filePaths.statementXlsx(scope.month)} className="mt-2">
        <HiddenFields fields={{ by: scope.by }} />
        <Button variant="outline">{t('xlsx')}</Button>
      </AddressForm>
      <AddressForm
        action={filePaths.statementCsv(scope.month)}
        className="mt-4 flex flex-wrap items-end gap-x-8 gap-y-3"
      >
        <HiddenFields fields={{ by: scope.by }} />
        <EncodingChoice chosen={encoding} charactersLost={charactersLost} />
        <Button variant="outline">{t('submit')}</Button>
      </AddressForm>
    </section>
  )
}
