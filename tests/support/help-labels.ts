/** How the help names what is on a page: buttons and links in brackets, fields in quotation marks. */
export const namedPart = /\[([^\]]+)\]|「([^」]+)」|“([^”]+)”/g

/** What a text names, in its order. */
export const namedParts = (text: string): string[] =>
  [...text.matchAll(namedPart)].map((match) => match[1] ?? match[2] ?? match[3]!)

/** Links that lead to a page of the menu or the service, which they name by its label. */
const link =
  /<(activity|alert|email|exports|exportsMonthly|numbers|password|savedSearches|search|statements)>(.+?)<\/\1>/g

/** What the links of a text to such pages say, in its order. */
export const linkedParts = (text: string): string[] => [...text.matchAll(link)].map((match) => match[2]!)
