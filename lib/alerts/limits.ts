/** Addresses that a contract's alert is mailed to. */
export const alertAddressesMax = 3

/** The largest amount that an alert can be set to, in yen. */
export const alertAmountMax = 9_999_999_999

/** Codes that one contract may send to addresses in a day, on top of the limit by account: nobody is flooded. */
export const alertCodesMax = 12
