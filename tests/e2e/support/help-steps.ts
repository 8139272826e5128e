import { expect, type Locator, type Page } from '@playwright/test'
import { namedPart } from '@/tests/support/help-labels'

/**
 * What a reader types into a field that the help names, or chooses there: of a group, a part of the choice's label. Null
 * leaves the field as it is.
 */
type Typed = string | (() => Promise<string>) | null

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
 * Does what steps of the help say: what they name must be on the page under that very label. A button or link is pressed,
 * a single choice is chosen.
 * @param typed for each field and each group of choices, in the order in which the steps name them: none may be missing
 * or left over.
 * @param choice which of the alternatives (`[…]または[…]`) is taken, the first being 0.
 */
export async function follow(page: Page, steps: string[], typed: Typed[] = [], choice = 0): Promise<void> {
  const left = [...typed]
  const next = (label: string): Typed => {
    expect(left.length, `there is something to type for “${label}”`).toBeGreaterThan(0)
    return left.shift()!
  }
  for (const step of steps)
    for (const labels of labelsOf(step)) await act(page, labels[choice] ?? labels[0]!, next)
  expect(left.length, 'all that was to be typed has had its field').toBe(0)
}

/** What a step names, in its order; what is an alternative to another beside it. */
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

async function act(page: Page, label: string, next: (label: string) => Typed): Promise<void> {
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

  if ((await seen(field).count()) > 0) return fill(seen(field).first(), () => next(label))
  if ((await seen(group).count()) > 0) {
    const chosen = await valueOf(next(label))
    if (chosen !== null) await group.getByLabel(chosen).check()
    return
  }
  const inMain = page
    .getByRole('main')
    .getByRole('button', exact)
    .or(page.getByRole('main').getByRole('link', exact))
  const target =
    (await seen(inMain).count()) > 0 ? inMain : (await seen(pressed).count()) > 0 ? pressed : summary
  await seen(target).first().click()
}

async function fill(field: Locator, next: () => Typed): Promise<void> {
  const kind = await field.evaluate((node) => (node instanceof HTMLInputElement ? node.type : node.tagName))
  if (kind === 'radio' || kind === 'checkbox') return field.check()
  const value = await valueOf(next())
  if (value === null) return
  if (kind === 'SELECT') await field.selectOption(value)
  else await field.fill(value)
}

const valueOf = (typed: Typed) => (typeof typed === 'function' ? typed() : typed)
