/** What runs now under a name; it may be killed, and another one started in its place. */
interface Started {
  pid: number
  ended: Promise<string>
  stop(): Promise<void>
}

/** A web process or a worker of the portal that is tried. */
export class ManagedProcess {
  private running: Started | undefined
  /** When it was killed, by `performance.now()`. */
  readonly killedAt: number[] = []

  constructor(
    readonly name: string,
    private readonly start: () => Promise<Started>,
  ) {}

  get pid(): number {
    return this.running!.pid
  }

  get isRunning(): boolean {
    return this.running !== undefined
  }

  async begin(): Promise<void> {
    const started = await this.start()
    this.running = started
    void started.ended.then((how) => {
      // An end that nobody asked for is found at the end of the run.
      if (this.running === started) this.diedOf = how
    })
  }

  /** How it ended without being asked to. */
  diedOf: string | undefined

  /** Kills it with SIGKILL, as a machine that is out of memory does. */
  async kill(): Promise<void> {
    const { pid, ended } = this.running!
    this.running = undefined
    this.killedAt.push(performance.now())
    process.kill(pid, 'SIGKILL')
    await ended
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    const { stop } = this.running!
    this.running = undefined
    await stop()
  }

  /** Whether it was killed after a time and before another. */
  wasKilledWithin(from: number, until: number): boolean {
    return this.killedAt.some((at) => at >= from && at <= until)
  }
}
