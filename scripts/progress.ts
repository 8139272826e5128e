/** One line a step: its name when it begins, its outcome and seconds when it is done. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  outcome?: (result: T) => string,
): Promise<T> {
  const start = performance.now()
  process.stdout.write(`${name} … `)
  try {
    const result = await work()
    process.stdout.write([outcome?.(result), secondsSince(start)].filter(Boolean).join(', ') + '\n')
    return result
  } catch (error) {
    process.stdout.write('\n')
    throw error
  }
}

export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
