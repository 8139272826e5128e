import { findLibreOffice } from './libreoffice'

/** A test that opens a file in LibreOffice; skipped where there is none, which `npm test` then says in one line. */
export const withOffice = findLibreOffice() ? test : test.skip
