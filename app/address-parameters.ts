import type { NextRequest } from 'next/server'

/** The parameters of a request's address, in the form in which pages get theirs. */
export function addressParameters({ nextUrl: { searchParams } }: NextRequest) {
  const names = [...new Set(searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
