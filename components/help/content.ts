import type { HelpSection } from './blocks'
import { email, password, passwordRules } from './chapters/account'
import { api } from './chapters/api'
import { introduction, overview, start } from './chapters/guide'
import { accounting, numbers, statements } from './chapters/month'
import { columns, contact, csv, limits } from './chapters/reference'
import { systems } from './chapters/systems'
import { usage } from './chapters/usage'
import type { HelpTopic } from './topics'

/** What each help page holds; its words are in the catalogues. */
export const helpContent: Record<HelpTopic['key'], HelpSection[]> = {
  start,
  introduction,
  overview,
  usage,
  statements,
  numbers,
  password,
  email,
  accounting,
  systems,
  api,
  passwordRules,
  columns,
  csv,
  limits,
  contact,
}
