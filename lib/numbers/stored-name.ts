import type { LastChange } from './hold-list'
import type { NamedNumber } from './number-name'

/** A name of the list. */
export interface StoredName extends NamedNumber, LastChange {
  /** What stands in addresses in the number's place. */
  id: string
  version: number
}
