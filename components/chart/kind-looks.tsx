/**
 * The looks of the kinds that a bar is split into, the largest first: each has a pattern of its own, so that nothing is
 * told by colour alone, on paper and in colours of the reader's own choice neither.
 */
const looks = [
  { fill: 'fill-kind-1', stroke: 'stroke-kind-1', pattern: 'M0 0H8V8H0Z' },
  { fill: 'fill-kind-2', stroke: 'stroke-kind-2', pattern: 'M0 5L5 0H8L0 8ZM5 8L8 5V8Z' },
  { fill: 'fill-kind-3', stroke: 'stroke-kind-3', pattern: 'M0 0H4V4H0ZM4 4H8V8H4Z' },
  { fill: 'fill-kind-4', stroke: 'stroke-kind-4', pattern: 'M0 0H8V2H0ZM0 4H8V6H0Z' },
  { fill: 'fill-kind-5', stroke: 'stroke-kind-5', pattern: 'M3 3H5V5H3Z' },
  { fill: 'fill-kind-6', stroke: 'stroke-kind-6', pattern: '' },
] as const

const patternId = (kind: number) => `kind-${kind}`

/** The patterns, once a page: parts of bars name them. */
export function KindPatterns() {
  return (
    <svg aria-hidden className="absolute size-0">
      <defs>
        {looks.map(({ fill, pattern }, kind) => (
          <pattern key={kind} id={patternId(kind)} width={8} height={8} patternUnits="userSpaceOnUse">
            <path d="M0 0H8V8H0Z" className="fill-page" />
            <path d={pattern} className={fill} />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

/** Where a rectangle is: numbers are pixels, texts parts of its picture (`12%`). */
export interface RectPlace {
  x: number | string
  y: number
  width: number | string
  height: number
}

/** A part of a bar. @param props.kind its place among the kinds; absent where bars are not split. */
export function KindRect({ kind, place }: { kind?: number; place: RectPlace }) {
  if (kind === undefined) return <rect {...place} className="fill-key" />
  return <rect {...place} fill={`url(#${patternId(kind)})`} className={looks[kind]!.stroke} />
}

/** How a kind looks, for the list that names it. */
export function KindSample({ kind }: { kind: number }) {
  return (
    <svg aria-hidden width={20} height={16} className="shrink-0">
      <KindRect kind={kind} place={{ x: 0.5, y: 0.5, width: 19, height: 15 }} />
    </svg>
  )
}
