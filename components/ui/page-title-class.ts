/** The look of a page's name, also for the last error page, which makes its heading without anything else of ours. */
export const pageTitleClass = 'text-28 leading-normal font-bold text-ink'
