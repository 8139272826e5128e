/** Byte of a message's type, and the four of its length. */
const headBytes = 5

/**
 * Reads what one client sends to PostgreSQL (its frontend protocol, version 3).
 * @param note gets the text of each statement that is parsed or sent to be run at once.
 * @returns takes the bytes as they come.
 */
export function readStatements(note: (text: string) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0)
  let isStarted = false
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    for (;;) {
      // The first message has no type.
      const typeBytes = isStarted ? 1 : 0
      if (rest.length < headBytes) return
      const end = typeBytes + rest.readUInt32BE(typeBytes)
      if (rest.length < end) return
      const type = isStarted ? String.fromCharCode(rest[0]!) : ''
      const body = rest.subarray(typeBytes + 4, end)
      // Parse: the statement's name, then its text; Query: its text.
      if (type === 'P') note(body.toString().split('\0')[1]!)
      if (type === 'Q') note(body.toString().split('\0')[0]!)
      rest = rest.subarray(end)
      isStarted = true
    }
  }
}
