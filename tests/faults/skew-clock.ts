import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** Those who have chosen a process reach it within this time; then it may end. */
const noticeMilliseconds = 1_000

const preload = pathToFileURL(path.join(__dirname, 'support/shifted-clock.mjs')).href

/** A web process with a clock that is minutes off works beside the others. */
export const skewClock: Fault = {
  name: 'clock',
  title: 'a web process whose clock is minutes off works beside the others',
  needs: 'alone',
  allows: { refusals: false, broken: 'none' },
  async run({ portal, isShort, seen }) {
    for (const seconds of isShort ? [180] : [180, -180]) {
      const name = `web ${seconds}`
      const web = await portal.alone!.addWeb(name, {
        NODE_OPTIONS: `--import ${preload}`,
        FAULTS_CLOCK_SECONDS: String(seconds),
      })
      await eventually(
        () => {
          if (seen('right', name) < (isShort ? 10 : 60)) throw new Error(`${name} is not asked`)
        },
        { seconds: 90, everyMilliseconds: 50 },
      )
      portal.webs.splice(portal.webs.indexOf(web), 1)
      await pause(noticeMilliseconds)
      await web.process.stop()
    }
  },
}
