/** An error on the console is a fault that nobody asserted: React's warnings come this way too. */
const printed: unknown[][] = []

beforeEach(() => {
  printed.length = 0
  console.error = (...args) => void printed.push(args)
})

afterEach(() => {
  if (printed.length > 0) throw new Error(`console.error was called:\n${printed.map(String).join('\n')}`)
})
