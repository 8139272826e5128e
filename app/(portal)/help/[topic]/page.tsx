import { getLocale } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { HelpPage } from '@/components/help/help-page'
import { helpTopics } from '@/components/help/topics'
import { PortalError } from '@/lib/errors'
import { helpValues } from '@/lib/help/help-values'
import { indexHelpSoon } from '../help-index-in'

const topicOf = async ({ params }: PageProps<'/help/[topic]'>) => {
  const { topic } = await params
  return helpTopics.find(({ slug }) => slug === topic)
}

/** A page of ヘルプ, for those who cannot sign in, too. */
export default withErrorMessage(async (props: PageProps<'/help/[topic]'>) => {
  const topic = await topicOf(props)
  if (!topic) throw new PortalError({ code: 'notFound' })
  indexHelpSoon(await getLocale())
  return <HelpPage topic={topic} values={helpValues} />
})
