import { apiBase } from '@/lib/api-paths'

/**
 * Calls as the help shows them, for a shell. The address of the portal is in BIZFAX_URL; the key is in a file, as the
 * line `Authorization: Bearer …`, so that neither the list of processes nor the shell's history has it.
 */
const call = 'curl --silent --show-error --fail --header @bizfax-key.txt'

export const keyFileExample = `printf 'Authorization: Bearer %s\\n' "$BIZFAX_KEY" > bizfax-key.txt
chmod 600 bizfax-key.txt`

const lastMonth = `first=$(TZ=Asia/Tokyo date -d "$(TZ=Asia/Tokyo date +%Y-%m-01) -1 month" +%F)
last=$(TZ=Asia/Tokyo date -d "$(TZ=Asia/Tokyo date +%Y-%m-01) -1 day" +%F)`

export const apiExamples = {
  status: `${call} "$BIZFAX_URL${apiBase}/status"`,
  summary: `${lastMonth}
${call} "$BIZFAX_URL${apiBase}/summary?startDate=$first&endDate=$last&by=call"`,
  csv: `${lastMonth}
${call} --remote-name --remote-header-name \\
  "$BIZFAX_URL${apiBase}/usage.csv?startDate=$first&endDate=$last&by=call"`,
  bulk: `${lastMonth}
set=$(${call} --output set.json --write-out '%header{location}' \\
  --json "{\\"startDate\\":\\"$first\\",\\"endDate\\":\\"$last\\",\\"by\\":\\"destination\\"}" \\
  "$BIZFAX_URL${apiBase}/exports") || exit
until grep -q '"state":"ready"' set.json; do
  grep -qE '"state":"(waiting|running)"' set.json || exit 1
  sleep 10
  ${call} --retry 5 --output set.json "$BIZFAX_URL$set" || exit
done
${call} --remote-name --remote-header-name "$BIZFAX_URL$set/zip"
${call} --remote-name --remote-header-name "$BIZFAX_URL$set/manifest.json"`,
} as const

export type ApiExample = keyof typeof apiExamples
