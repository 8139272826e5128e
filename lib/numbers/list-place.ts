import { z } from 'zod'

const uuid = z.uuid()

/** Whether the database can be asked for it as an id. */
export const isUuid = (text: string): boolean => uuid.safeParse(text).success

/** A page of the list: the one after a name (NEXT) or the one before it (BACK). */
export interface NameCursor {
  direction: 'after' | 'before'
  id: string
}

/** What of the list is shown. It stands in addresses, so it holds ids and no number. */
export interface ListPlace {
  /** The id of what is searched for. */
  search?: string
  cursor?: NameCursor
}

type Parameters = Record<string, string | string[] | undefined>

/** @returns undefined for parameters that no page of ours has. */
export function parseListPlace({ search, cursor }: Parameters): ListPlace | undefined {
  if (search !== undefined && (typeof search !== 'string' || !isUuid(search))) return undefined
  if (cursor === undefined) return { search }
  const [, direction, id] = /^(after|before)-(.+)$/.exec(String(cursor)) ?? []
  if (id === undefined || !isUuid(id)) return undefined
  return { search, cursor: { direction: direction as NameCursor['direction'], id } }
}

/** The place as parameters of an address. */
export const placeParameters = ({ search, cursor }: ListPlace) => ({
  search,
  cursor: cursor && `${cursor.direction}-${cursor.id}`,
})
