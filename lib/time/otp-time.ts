import { formatJapanTime } from './japan-time'

/** When a code was asked for, as its mail and the pages say it: to the second, so that two mails can be told apart. */
export const formatOtpTime = (askedAt: Date) => formatJapanTime(askedAt, 'yyyy/MM/dd HH:mm:ss')
