// Preloaded into the processes that a command starts: they end when it does, even if it is killed.
const graceMilliseconds = 10_000

// For this process alone: those that it forks have channels of their own, with another use.
process.execArgv.splice(process.execArgv.indexOf('--import'), 2)

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), graceMilliseconds).unref()
  })
  // Watching alone must not keep a process that has finished.
  process.channel.unref()
}
