/** The help pages in their order: `slug` is the address, `key` the place in the catalogue (`help.<key>`). */
export const helpTopics = [
  { slug: 'start', key: 'start', group: 'guide' },
  { slug: 'introduction', key: 'introduction', group: 'guide' },
  { slug: 'overview', key: 'overview', group: 'guide' },
  { slug: 'usage', key: 'usage', group: 'guide' },
  { slug: 'statements', key: 'statements', group: 'guide' },
  { slug: 'numbers', key: 'numbers', group: 'guide' },
  { slug: 'password', key: 'password', group: 'guide' },
  { slug: 'email', key: 'email', group: 'guide' },
  { slug: 'accounting', key: 'accounting', group: 'roles' },
  { slug: 'systems', key: 'systems', group: 'roles' },
  { slug: 'api', key: 'api', group: 'roles' },
  { slug: 'password-rules', key: 'passwordRules', group: 'reference' },
  { slug: 'columns', key: 'columns', group: 'reference' },
  { slug: 'csv', key: 'csv', group: 'reference' },
  { slug: 'limits', key: 'limits', group: 'reference' },
  { slug: 'contact', key: 'contact', group: 'reference' },
] as const

export type HelpTopic = (typeof helpTopics)[number]

export const helpGroups = ['guide', 'roles', 'reference'] as const
