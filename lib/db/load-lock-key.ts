/** SQL: the key of the advisory lock under which one at a time changes stored usage, see `takeLoadLock`. */
export const loadLockKey = "hashtext('usage_load')"
