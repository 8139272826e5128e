/** What stands on the page as a thing of its own. */
export const cardClass = 'rounded-8 border border-line p-4'

/** What stands beside what the page is about. */
export const panelClass = 'rounded-8 bg-panel p-4'

/** Where something is typed or chosen. */
export const formPanelClass = `${cardClass} bg-panel print:hidden`
