import type { Page } from '@playwright/test'

interface ForeignText {
  /** What does not belong on a page of the language. */
  pattern: RegExp
  /** What may stand on it for all that: elements, with all they hold … */
  except: string
}

/**
 * What a page says that is not in its language: texts outside of elements that may hold such, and names and titles,
 * which no element can mark, where their words stand in none of those elements either.
 */
export function foreignTexts(page: Page, { pattern, except }: ForeignText): Promise<string[]> {
  return page.evaluate(
    ({ source, flags, except }) => {
      const pattern = new RegExp(source, flags)
      const marked = [...document.querySelectorAll(except)].map((element) => element.textContent)
      const isMarked = (text: string) =>
        [...text.matchAll(new RegExp(pattern, `${flags}g`))].every(([word]) =>
          marked.some((mark) => mark.includes(word)),
        )
      const found: string[] =
        pattern.test(document.title) && !isMarked(document.title) ? [document.title] : []
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { parentElement, textContent } = texts.currentNode
        if (parentElement!.closest(`${except}, script, style, noscript`)) continue
        // The name of a part of a picture is one text.
        const isName = parentElement!.matches('svg title')
        if (pattern.test(textContent!) && !(isName && isMarked(textContent!))) found.push(textContent!)
      }
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label'])
        for (const element of document.querySelectorAll(`[${name}]`)) {
          const value = element.getAttribute(name)!
          if (!element.closest(except) && pattern.test(value) && !isMarked(value)) found.push(value)
        }
      return [...new Set(found)]
    },
    { source: pattern.source, flags: pattern.flags, except },
  )
}
