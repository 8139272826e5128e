import { Client } from 'pg'
import { PlainError } from '@/lib/plain-error'

/** @throws PlainError where connections of a pooler do not speak UTC: the portal cannot tell them to. */
export async function requireUtc(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ TimeZone: string }>('SHOW timezone')
  await client.end()
  if (rows[0]!.TimeZone !== 'UTC')
    throw new PlainError(
      "Through a pooler the role must have the time zone: ALTER ROLE … SET timezone TO 'UTC'.",
    )
}
