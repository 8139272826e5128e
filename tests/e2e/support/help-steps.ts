import { expect, type Locator, type Page } from '@playwright/test'
import { namedPart } from '@/tests/support/help-labels'

/** What a reader of the help has at hand: what to fill in, or to choose, under each label. */
type Hand = Record<string, string | (() => Promise<string>)>

const alternative = /^(または| or )$/

/** The steps of a section of the help, as a reader sees them, e.g. of `usage#login`. */
export async function readSteps(page: Page, place: string): Promise<string[]> {
  const [topic, section] = place.split('#')
  const help = await page.context().newPage()
  await help.goto(`/help/${topic}`)
  const steps = await help.locator(`section[aria-labelledby="${section}"] > ol > li`).allTextContents()
  await help.close()
  return steps
}

/**
 * Does what steps of the help say: what they name must be on the page under that very label. A field is filled with what
 * is at hand for it, or left as it is; a button or link is pressed. Of alternatives the one at hand, or else the first.
 * @returns the labels that were pressed or filled in.
 */
export async function follow(page: Page, steps: string[], hand: Hand = {}): Promise<string[]> {
  const done: string[] = []
  for (const step of steps) {
    for (const labels of labelsOf(step)) {
      const label = labels.find((one) => one in hand) ?? labels[0]!
      if (await act(page, label, hand)) done.push(label)
    }
  }
  return done
}

function labelsOf(step: string): string[][] {
  const groups: string[][] = []
  let end = 0
  for (const match of step.matchAll(namedPart)) {
    const label = match[1] ?? match[2] ?? match[3]!
    const between = step.slice(end, match.index)
    if (groups.length > 0 && alternative.test(between)) groups.at(-1)!.push(label)
    else groups.push([label])
    end = match.index + match[0].length
  }
  return groups
}

async function act(page: Page, label: string, hand: Hand): Promise<boolean> {
  const part = page.getByRole('main').or(page.getByRole('banner'))
  const exact = { name: label, exact: true }
  const literal = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // A mark of what must be filled in, or a hint in parentheses, may follow.
  const field = part.getByLabel(new RegExp(`^${literal}(\\s*※.*| \\(.*)?$`))
  const group = part.getByRole('group', exact)
  const pressed = part.getByRole('button', exact).or(part.getByRole('link', exact))
  const summary = part.locator('summary').filter({ hasText: new RegExp(`^${literal}|${literal}$`) })
  const seen = (locator: Locator) => locator.filter({ visible: true })
  await expect(
    seen(field.or(group).or(pressed).or(summary)).first(),
    `the page has what the help calls “${label}”`,
  ).toBeVisible()

  const given = hand[label]
  const value = typeof given === 'function' ? await given() : given
  if ((await seen(field).count()) > 0) return fill(seen(field).first(), value)
  if ((await seen(group).count()) > 0) {
    if (value === undefined) return false
    await group.getByLabel(value).check()
    return true
  }
  const inMain = page
    .getByRole('main')
    .getByRole('button', exact)
    .or(page.getByRole('main').getByRole('link', exact))
  const target =
    (await seen(inMain).count()) > 0 ? inMain : (await seen(pressed).count()) > 0 ? pressed : summary
  await seen(target).first().click()
  return true
}

async function fill(field: Locator, value: string | undefined): Promise<boolean> {
  const kind = await field.evaluate((node) => (node instanceof HTMLInputElement ? node.type : node.tagName))
  if (kind === 'radio' || kind === 'checkbox') await field.check()
  else if (value === undefined) return false
  else if (kind === 'SELECT') await field.selectOption({ label: value })
  else await field.fill(value)
  return true
}
