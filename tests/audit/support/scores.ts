export const presets = ['desktop', 'mobile'] as const
export type Preset = (typeof presets)[number]

export const categories = ['performance', 'accessibility', 'best-practices'] as const
export type Category = (typeof categories)[number]

/** What each category is to reach at least, of 100. */
export const leastScores: Record<Preset, Record<Category, number>> = {
  desktop: { performance: 95, accessibility: 100, 'best-practices': 100 },
  mobile: { performance: 85, accessibility: 100, 'best-practices': 100 },
}

export interface PageScore {
  page: string
  preset: Preset
  scores: Record<Category, number>
  /** Audits that cost points in any run, by their names. */
  lacking: string[]
}

export const reachesLimits = ({ preset, scores }: PageScore): boolean =>
  categories.every((category) => scores[category] >= leastScores[preset][category])
