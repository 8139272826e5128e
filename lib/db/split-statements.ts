/** A statement of a script, with the comments before it. */
export interface ScriptStatement {
  text: string
  /** At which line of the script it begins; the first is 1. */
  line: number
}

/** What a semicolon may stand in without ending a statement; then the semicolon that does. */
const tokens =
  /[eE]'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|;/g

/**
 * Splits a script of SQL into its statements. Citus passes a statement of data definition on as its message has it, so
 * each is sent by itself. Knows texts, names, dollar quotes and comments, but no comment inside another one.
 */
export function splitStatements(script: string): ScriptStatement[] {
  const statements: ScriptStatement[] = []
  let start = 0
  const add = (end: number) => {
    const text = script.slice(start, end)
    if (text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '')
      statements.push({ text, line: script.slice(0, start).split('\n').length })
    start = end + 1
  }
  for (const token of script.matchAll(tokens)) if (token[0] === ';') add(token.index)
  add(script.length)
  return statements
}
