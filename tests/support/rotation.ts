import { env } from '@/lib/env'

/** The keys that a process of the server is started with. */
export interface Keys {
  signs: string
  accepts?: string
}

/** Makes this process one with other keys, as long as it does something. */
export async function withKeys<Result>(
  { signs, accepts }: Keys,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  const { authSecret, previousAuthSecret } = env
  Object.assign(env, { authSecret: signs, previousAuthSecret: accepts })
  try {
    return await act()
  } finally {
    Object.assign(env, { authSecret, previousAuthSecret })
  }
}

const [oldKey, newKey] = ['old'.repeat(12), 'new'.repeat(12)]

/** The four states of the processes when a key is replaced (docs/deploying.md): two neighbours run side by side. */
export const stepsOfRotation: Keys[] = [
  { signs: oldKey },
  { signs: oldKey, accepts: newKey },
  { signs: newKey, accepts: oldKey },
  { signs: newKey },
]

/** Two states that run side by side, in either order: a process may be the earlier or the later one. */
export const neighbours: [string, Keys, Keys][] = [0, 1, 2].flatMap((step) => {
  const [earlier, later] = [stepsOfRotation[step]!, stepsOfRotation[step + 1]!]
  return [
    [`${step} then ${step + 1}`, earlier, later],
    [`${step + 1} then ${step}`, later, earlier],
  ] as [string, Keys, Keys][]
})
