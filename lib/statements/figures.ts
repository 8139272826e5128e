/** What a line of a month's sheet comes to. */
export interface StatementFigures {
  /** Calls, or destinations. */
  records: number
  /** Of destinations, as many as records. */
  destinations: bigint
  sentPages: bigint
  billedPages: bigint
  /** yen */
  charge: bigint
}

export const noFigures: StatementFigures = {
  records: 0,
  destinations: 0n,
  sentPages: 0n,
  billedPages: 0n,
  charge: 0n,
}

/** What Prisma is asked to sum for them. */
export const figureSums = {
  records: true,
  destinations: true,
  sentPages: true,
  billedPages: true,
  charge: true,
} as const

/** What Prisma gives for `figureSums`: null where there is no row. */
export type FigureSums = { [Measure in keyof StatementFigures]: StatementFigures[Measure] | null }

export const figuresOf = (sums: FigureSums | undefined): StatementFigures => ({
  records: sums?.records ?? 0,
  destinations: sums?.destinations ?? 0n,
  sentPages: sums?.sentPages ?? 0n,
  billedPages: sums?.billedPages ?? 0n,
  charge: sums?.charge ?? 0n,
})

export const sumOf = (all: readonly StatementFigures[]): StatementFigures =>
  all.reduce(
    (sum, figures) => ({
      records: sum.records + figures.records,
      destinations: sum.destinations + figures.destinations,
      sentPages: sum.sentPages + figures.sentPages,
      billedPages: sum.billedPages + figures.billedPages,
      charge: sum.charge + figures.charge,
    }),
    noFigures,
  )
