/** How the help names what is on a page: buttons and links in brackets, fields in quotation marks. */
export const namedPart = /\[([^\]]+)\]|「([^」]+)」|“([^”]+)”/g

/** What a text names, in its order. */
export const namedParts = (text: string): string[] =>
  [...text.matchAll(namedPart)].map((match) => match[1] ?? match[2] ?? match[3]!)
