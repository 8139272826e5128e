/** Requests that one key may make within the window. */
export const keyRequestsMax = 120
export const keyWindowSeconds = 60

/** Wrong keys from one address within the window; a right key is never counted. */
export const wrongKeysMax = 60
export const wrongKeysSeconds = 10 * 60

/** Keys of one account that are neither revoked nor past their end. */
export const liveKeysMax = 20
