/** The moment that lies so many seconds before another. */
export const secondsBefore = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1_000)
