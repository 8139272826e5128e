// Preloaded into the server of the screens: its clock stands still, so that a page is the same whenever it is made.
const now = Date.parse(process.env.SCREENS_CLOCK)

globalThis.Date = new Proxy(Date, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length > 0 ? values : [now], newTarget),
  apply: (target) => new target(now).toString(),
  get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
})
