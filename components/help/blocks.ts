import type { ComponentType } from 'react'
import type { HelpValues } from '@/lib/help/help-values'
import type { ScreenName } from './screens'

/**
 * A part of a section. Its texts are keys below `help.<topic>.<section>` of the catalogue; a table's cells are
 * `rows.<row>.<column>` there, its headings `columns.<column>`. What a picture shows is in `help.screens.<screen>`. A part
 * that is a component names the texts that it shows by their whole keys, so that they are found too.
 */
export type HelpBlock =
  | { kind: 'paragraphs' | 'bullets' | 'steps' | 'notes'; texts: string[] }
  | { kind: 'table'; columns: string[]; rows: string[] }
  | { kind: 'picture'; screen: ScreenName }
  | { kind: 'part'; Part: ComponentType<{ values: HelpValues }>; says: string[] }

/** A section of a help page: `id` is its anchor, and its key in the catalogue. */
export interface HelpSection {
  id: string
  blocks: HelpBlock[]
}

export const section = (id: string, ...blocks: HelpBlock[]): HelpSection => ({ id, blocks })
export const paragraphs = (...texts: string[]): HelpBlock => ({ kind: 'paragraphs', texts })
export const bullets = (...texts: string[]): HelpBlock => ({ kind: 'bullets', texts })
export const steps = (...texts: string[]): HelpBlock => ({ kind: 'steps', texts })
export const notes = (...texts: string[]): HelpBlock => ({ kind: 'notes', texts })
export const table = (columns: string[], rows: string[]): HelpBlock => ({ kind: 'table', columns, rows })
export const picture = (screen: ScreenName): HelpBlock => ({ kind: 'picture', screen })
export const part = (Part: ComponentType<{ values: HelpValues }>, says: string[]): HelpBlock => ({
  kind: 'part',
  Part,
  says,
})
