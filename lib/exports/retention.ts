/** How long the files of a set are kept from the moment when they are ready (spec section 1: 3 days). */
export const exportRetentionHours = 72

export const expiryOf = (finishedAt: Date) =>
  new Date(finishedAt.getTime() + exportRetentionHours * 60 * 60 * 1_000)
