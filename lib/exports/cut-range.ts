/** Passes a range of a stream on: what comes before it is read and dropped, what comes after it is not read. */
export async function* cutRange(
  pieces: AsyncIterable<Uint8Array>,
  from: number,
  until: number,
): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const piece of pieces) {
    const wanted = piece.subarray(Math.max(0, from - at), Math.max(0, until - at))
    at += piece.length
    if (wanted.length > 0) yield wanted
    if (at >= until) return
  }
}
