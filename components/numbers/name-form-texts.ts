import type { useTranslations } from 'next-intl'

/** The words of the form that adds a name, or changes one. */
export const nameFormTexts = (t: ReturnType<typeof useTranslations<'numbers'>>, purpose: 'add' | 'edit') => ({
  number: t('columns.number'),
  name: t('columns.name'),
  department: t('columns.department'),
  accountCode: t('columns.accountCode'),
  numberHint: t(purpose === 'add' ? 'form.numberHint' : 'form.numberFixed'),
  departmentHint: t('form.departmentHint'),
  submit: t(`${purpose}.submit`),
})
