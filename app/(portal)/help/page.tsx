import { HelpIndex } from '@/components/help/help-index'
import { ServiceCentre } from '@/components/layout/service-centre'
import { helpValues } from '@/lib/help/help-values'

/** ヘルプ is read by those who cannot sign in, too: it says nothing of any customer. */
export default function HelpIndexPage() {
  return (
    <HelpIndex values={helpValues}>
      <ServiceCentre />
    </HelpIndex>
  )
}
