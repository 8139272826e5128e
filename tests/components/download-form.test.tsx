import { act, fireEvent, screen } from '@testing-library/react'
import { DownloadForm } from '@/components/usage/download-form'
import { fileOffer, noFileFacts } from '@/lib/usage/file-offer'
import { show } from '@/tests/support/show'

const minute = 60_000

beforeEach(() => jest.useFakeTimers())
afterEach(() => {
  jest.useRealTimers()
  Reflect.deleteProperty(globalThis, 'fetch')
})

/** Takes a file from a server that says these states in turn, the last one for ever; `null` is no answer. */
function take(states: (string | null)[]) {
  let asked = 0
  globalThis.fetch = () => {
    const state = states[Math.min(asked++, states.length - 1)]
    return state === null
      ? Promise.reject(new TypeError('fetch failed'))
      : Promise.resolve({ json: () => Promise.resolve({ state }) } as Response)
  }
  show(<DownloadForm action="/usage/download" parameters={{}} file={fileOffer({}, noFileFacts)} />)
  fireEvent.submit(screen.getByRole('form'))
  return () => asked
}

const pass = (milliseconds: number) => act(() => jest.advanceTimersByTimeAsync(milliseconds))

test.each([
  ['completed', /完了しました/],
  ['broken', /途中で終わりました/],
])('a download that is %s is said, and asked for no more', async (state, text) => {
  const asked = take(['unknown', 'making', state])
  expect(screen.getByRole('status')).toHaveTextContent(/作成中/)
  await pass(minute)
  expect(screen.getByRole('status')).toHaveTextContent(text)
  expect(asked()).toBe(3)
})

test('a session that ended is not asked for ever', async () => {
  const asked = take(['signedOut'])
  await pass(minute)
  expect(screen.getByRole('status')).toHaveTextContent(/確認できませんでした/)
  expect(asked()).toBe(1)
})

test('a server that knows nothing of it for long ends the waiting', async () => {
  take([null, 'unknown'])
  await pass(5_000)
  expect(screen.getByRole('status')).toHaveTextContent(/作成中/)
  await pass(minute)
  expect(screen.getByRole('status')).toHaveTextContent(/確認できませんでした/)
})

test('one question without an answer ends nothing, however long the download takes', async () => {
  const states = Array.from({ length: 40 }, (_, question) => (question % 3 === 0 ? null : 'making'))
  take([...states, 'making'])
  await pass(2 * minute)
  expect(screen.getByRole('status')).toHaveTextContent(/作成中/)
})
