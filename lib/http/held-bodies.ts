const mebibyte = 1_048_576

/** What bodies of all requests under way together may take, and those of one network. */
export const heldBytesMax = 48 * mebibyte
export const heldBytesOfSenderMax = 8 * mebibyte

const heldBy = new Map<string, number>()
let heldBytes = 0

function add(sender: string, bytes: number): void {
  heldBytes += bytes
  const ofSender = (heldBy.get(sender) ?? 0) + bytes
  if (ofSender > 0) heldBy.set(sender, ofSender)
  else heldBy.delete(sender)
}

/**
 * The memory that bodies take while they come and until they are answered. It is bounded for all of them, so that no
 * number of them stops the server, and for each network that sends them, so that none of these takes it all.
 */
export const heldBodies = {
  /** Begins a body that holds nothing yet. @param sender the network that it comes from. */
  begin(sender: string) {
    let own = 0
    return {
      /** Makes the body so many bytes large. @returns false where it may not be, and nothing changed. */
      grow(bytes: number): boolean {
        const more = bytes - own
        if (heldBytes + more > heldBytesMax) return false
        if ((heldBy.get(sender) ?? 0) + more > heldBytesOfSenderMax) return false
        own = bytes
        add(sender, more)
        return true
      },
      /** Gives back what the body held; harmless when called again. */
      end(): void {
        add(sender, -own)
        own = 0
      },
    }
  },
  bytes: () => heldBytes,
}
