const lineFeed = 0x0a
const quote = 0x22

/**
 * Finds where the records of a CSV end, with LF between them: a line feed inside a quoted value ends none.
 * @returns a function that takes the text in pieces and gives the places of the line feeds in each.
 */
export function recordEnds(): (piece: Buffer) => number[] {
  let isQuoted = false
  return (piece) => {
    const ends: number[] = []
    if (isQuoted || piece.includes(quote)) {
      for (let at = 0; at < piece.length; at++) {
        if (piece[at] === quote) isQuoted = !isQuoted
        else if (piece[at] === lineFeed && !isQuoted) ends.push(at)
      }
    } else for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, at + 1)) ends.push(at)
    return ends
  }
}
