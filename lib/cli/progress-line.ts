/** How often a line is written while something goes on, where there is no terminal to overwrite one on. */
const lineMilliseconds = 10_000

export interface ShownLines {
  /** A line that stays. */
  line: (text: string) => void
  /** A line that the next one may replace: on a terminal each is seen, elsewhere one in ten seconds. */
  passing: (text: string) => void
  stop: () => void
}

/** Tells on standard error what a command is doing; standard output carries its answer alone. */
export function showLines({ isQuiet }: { isQuiet: boolean }): ShownLines {
  const { stderr } = process
  let isLineOpen = false
  let lastPassing = performance.now()

  const closeLine = () => {
    if (isLineOpen) stderr.write('\r\u001b[K')
    isLineOpen = false
  }
  return {
    line(text) {
      if (isQuiet) return
      closeLine()
      stderr.write(`${text}\n`)
    },
    passing(text) {
      if (isQuiet) return
      if (stderr.isTTY) {
        closeLine()
        stderr.write(text)
        isLineOpen = true
      } else if (performance.now() - lastPassing >= lineMilliseconds) {
        lastPassing = performance.now()
        stderr.write(`${text}\n`)
      }
    },
    stop: closeLine,
  }
}
