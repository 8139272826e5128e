import { findOnPath, tryDebian } from './programs'

export const findLibreOffice = () => findOnPath(['soffice', 'libreoffice'])

/** Sees to LibreOffice, installing it where that is possible. @returns what is missing, or ''. */
export async function ensureLibreOffice(): Promise<string> {
  if (findLibreOffice()) return ''
  const failure = await tryDebian(['libreoffice-calc-nogui'])
  return findLibreOffice()
    ? ''
    : `There is no LibreOffice: files are not opened in a spreadsheet. Install Debian’s package libreoffice-calc-nogui. (${failure})`
}
