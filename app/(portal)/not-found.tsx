import { RefusalMessage } from '@/components/layout/refusal-message'

export default function NotFoundPage() {
  return <RefusalMessage refusal={{ code: 'notFound' }} />
}
