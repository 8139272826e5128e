import { gzipSync } from 'node:zlib'
import type { Browser, Response } from '@playwright/test'
import type { PageVisit } from './portal-pages'

/** Bytes of one kind of what a page loads. */
export interface Weight {
  /** As gzip makes them of what was loaded. */
  gzip: number
  /** As they came over the network, without headers. */
  served: number
}

export interface PageWeight {
  page: string
  script: Weight
  style: Weight
  html: Weight
  requests: number
  /** The addresses of its scripts. */
  scripts: string[]
}

const kinds = { script: 'script', stylesheet: 'style', document: 'html' } as const

/** Opens a page in a browser that has nothing of it yet, and weighs all that it loads. */
export async function weighPage(browser: Browser, portalUrl: string, visit: PageVisit): Promise<PageWeight> {
  const context = await browser.newContext({ locale: 'ja-JP' })
  try {
    await context.addCookies((visit.cookies ?? []).map((cookie) => ({ ...cookie, url: portalUrl })))
    const page = await context.newPage()
    const responses: Response[] = []
    page.on('response', (response) => responses.push(response))
    const answer = await page.goto(new URL(visit.address, portalUrl).href, { waitUntil: 'networkidle' })
    if (answer?.status() !== 200) throw new Error(`${visit.address} was answered with ${answer?.status()}`)
    const none = (): Weight => ({ gzip: 0, served: 0 })
    const weight = { script: none(), style: none(), html: none() }
    for (const response of responses) {
      const kind = kinds[response.request().resourceType() as keyof typeof kinds]
      // What only leads on has no body.
      if (!kind || response.status() >= 300) continue
      weight[kind].gzip += gzipSync(await response.body()).byteLength
      weight[kind].served += (await response.request().sizes()).responseBodySize
    }
    const scripts = responses
      .filter((response) => response.request().resourceType() === 'script')
      .map((response) => response.url())
    return { page: visit.page, ...weight, requests: responses.length, scripts }
  } finally {
    await context.close()
  }
}
