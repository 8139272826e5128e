import { ServiceCentre } from '@/components/layout/service-centre'
import { bullets, notes, paragraphs, part, picture, section, steps, type HelpSection } from '../blocks'
import { PasswordRules, passwordRuleTexts, PasswordSymbols } from '../password-rules'

/** Whom to call. */
export const serviceCentre = part(ServiceCentre, ['serviceCentre.name', 'serviceCentre.hours'])

/** 第4章 */
export const password: HelpSection[] = [
  section(
    'update',
    paragraphs('oneWord'),
    steps('open', 'enter', 'run'),
    picture('password'),
    paragraphs('done'),
    notes('first', 'rules', 'strikes'),
  ),
  section('mistaken', paragraphs('lock')),
  section('forgotten', paragraphs('call', 'expired'), serviceCentre),
  section('suspicion', paragraphs('look', 'act')),
]

/** 第5章 */
export const email: HelpSection[] = [
  section(
    'change',
    paragraphs('who'),
    steps('open', 'enter', 'run', 'code'),
    picture('email'),
    picture('email-verify'),
    paragraphs('done'),
    notes('until', 'told', 'validity'),
  ),
  section('unreachable', paragraphs('signedIn', 'call'), serviceCentre),
]

/** パスワードの規則 */
export const passwordRules: HelpSection[] = [
  section(
    'rules',
    paragraphs('lead'),
    part(PasswordRules, passwordRuleTexts),
    paragraphs('common'),
    notes('sameAsOld'),
  ),
  section('symbols', paragraphs('list'), part(PasswordSymbols, []), notes('question', 'yen', 'wide')),
  section('advice', bullets('unique', 'share', 'manager')),
]
