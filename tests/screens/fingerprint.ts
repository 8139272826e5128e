import { createHash } from 'node:crypto'
import type { Locator } from '@playwright/test'

/**
 * Names what is seen of some elements: their tags and words, the state of their fields, and how they are drawn. It is the
 * same on any machine, since nothing that depends on the fonts there (widths, places) is part of it, and a class that is
 * renamed changes nothing.
 */
export async function fingerprintOf(shown: Locator[]): Promise<string> {
  const hash = createHash('sha256')
  for (const element of shown) hash.update(await element.evaluate(describeElement))
  return hash.digest('hex').slice(0, 16)
}

/** Runs in the browser: it may use nothing from outside. */
function describeElement(root: Element): string {
  const drawn = [
    ...['display', 'color', 'background-color', 'opacity', 'box-shadow', 'list-style-type', 'content'],
    ...['font-size', 'font-weight', 'line-height', 'text-align', 'text-decoration-line', 'white-space'],
    ...['padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'row-gap', 'column-gap'],
    ...['border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width'],
    ...[
      'border-top-color',
      'border-left-color',
      'border-top-left-radius',
      'flex-direction',
      'fill',
      'stroke',
    ],
  ]
  const shapes = ['x', 'y', 'width', 'height', 'd', 'points', 'x1', 'x2', 'y1', 'y2', 'type', 'open']
  const lines: string[] = []
  const visit = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent!.replace(/\s+/g, ' ')
      if (text.trim() !== '') lines.push(text)
    }
    if (!(node instanceof Element)) return
    const style = getComputedStyle(node)
    if (style.display === 'none' || node.matches('script, style, [type=hidden]')) return
    const attributes = shapes.map((name) => node.getAttribute(name) ?? '')
    const state =
      node instanceof HTMLInputElement
        ? `${node.value} ${node.checked}`
        : node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement
          ? node.value
          : ''
    const before = ['::before', '::after'].map((part) => getComputedStyle(node, part).content)
    lines.push(
      [
        node.tagName,
        ...attributes,
        state,
        ...before,
        ...drawn.map((name) => style.getPropertyValue(name)),
      ].join('|'),
    )
    for (const child of node.childNodes) visit(child)
  }
  visit(root)
  return lines.join('\n')
}
