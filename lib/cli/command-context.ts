/** What the process that runs a command gives to it. */
export interface CommandContext {
  /** Opens the database that the command works on, until the process ends. */
  openDatabase(): Promise<CommandDatabase>
  /** Names what to undo when the process ends, however it does. */
  atEnd(undo: () => Promise<void>): void
}

export interface CommandDatabase {
  databaseUrl: string
  /** The key of the embedded database's servers; absent for a database that `DATABASE_URL` names. */
  authSecret?: string
}
