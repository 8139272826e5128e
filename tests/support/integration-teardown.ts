export default async function tearDown() {
  await (globalThis as typeof globalThis & { endOfIntegration?: () => Promise<void> }).endOfIntegration?.()
}
