import { messagePage } from '@/lib/http/message-page'
import { mailFromParagraphs } from '@/lib/mail/mail-from-paragraphs'
import { newPlaceMail } from '@/lib/mail/new-place-mail'

/** React writes every page; these two write HTML by themselves. */
const odd = `"><script>alert('1')</script>&amp;`
const shown = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;'

test('a mail shows what it quotes as text', () => {
  const mail = mailFromParagraphs({
    to: 'a@example.com',
    locale: 'ja',
    subject: odd,
    paragraphs: [odd, { prominent: odd }],
  })
  expect(mail.html.split(shown)).toHaveLength(3)
  expect(mail.html).not.toContain('<script')
  expect(mail.text).toContain(odd)
})

test('a mail of a new place shows the address as text', () => {
  const source = { address: odd, userAgent: odd }
  const mail = newPlaceMail({ to: 'a@example.com', at: new Date(0), locale: 'ja', ...source })
  expect(mail.html).toContain(shown)
  expect(mail.html).not.toContain('<script')
})

test('a page of one sentence shows its words as text, in elements and attributes', () => {
  const page = messagePage({ locale: odd, title: odd, message: odd, link: { href: odd, text: odd } })
  expect(page.split(shown)).toHaveLength(7)
  expect(page).not.toContain('<script')
})
