/** Whether the browser tests run against the processes of `npm run cluster`. */
export const isCluster = Boolean(process.env.PORTAL_TEST_CLUSTER)
