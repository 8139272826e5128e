import { withErrorMessage } from '@/app/with-error-message'
import { AccessibilityStatement } from '@/components/accessibility/accessibility-statement'
import { helpValues } from '@/lib/help/help-values'

/** アクセシビリティ方針: for everybody, signed in or not. */
export default withErrorMessage(async function AccessibilityPage() {
  return <AccessibilityStatement figures={helpValues} />
})
