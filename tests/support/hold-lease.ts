import { useEmbeddedServer } from '@/scripts/embedded/server'

/** A user of the embedded server as a process of its own: says the address, and stays until it is ended. */
async function hold() {
  const { databaseUrl } = await useEmbeddedServer(process.argv[2]!)
  process.send?.(databaseUrl)
  setInterval(() => {}, 60_000)
}

void hold()
