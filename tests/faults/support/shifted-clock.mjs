// Preloaded into a web process whose clock is to be off by so many seconds, as on a machine without NTP.
const shift = Number(process.env.FAULTS_CLOCK_SECONDS) * 1_000
const trueNow = Date.now.bind(Date)
const now = () => trueNow() + shift

globalThis.Date = new Proxy(Date, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
