/** A place in a run where the process can be killed. */
export interface Point {
  /** A request to the store, the start of a child process, or a statement that changes something on the server. */
  kind: 'request' | 'child' | 'statement'
  /** What it is, without what differs from run to run. */
  label: string
  /** The how manieth of this label in the run, from 1. */
  nth: number
  when: 'before' | 'after'
}

/** What a run did, in order, to choose points from. */
export interface Trace {
  requests: string[]
  children: string[]
  statements: string[]
}

/** Every point of a run: each thing it did, with the moment before and the one after. */
export function pointsOf({ requests, children, statements }: Trace): Point[] {
  const kinds = { request: requests, child: children, statement: statements }
  return Object.entries(kinds).flatMap(([kind, labels]) =>
    numbered(labels).flatMap(({ label, nth }) =>
      (['before', 'after'] as const).map((when) => ({ kind: kind as Point['kind'], label, nth, when })),
    ),
  )
}

function numbered(labels: string[]): { label: string; nth: number }[] {
  const seen = new Map<string, number>()
  return labels.map((label) => {
    const nth = (seen.get(label) ?? 0) + 1
    seen.set(label, nth)
    return { label, nth }
  })
}

export const describePoint = ({ kind, label, nth, when }: Point): string => `${when} ${kind} ${label} #${nth}`

/** Counts things as they happen and says which of them a point is. */
export class Counter {
  readonly #seen = new Map<string, number>()

  /** Counts one more of a label, and returns whether it is the point's. */
  hits(label: string, point: Point | undefined, kind: Point['kind']): boolean {
    const nth = (this.#seen.get(label) ?? 0) + 1
    this.#seen.set(label, nth)
    return point?.kind === kind && point.label === label && point.nth === nth
  }
}
