/**
 * What an operation says while it works. The command line draws bars from it, an action writes groups and annotations; operations never print.
 * `phase` starts a phase and ends the one before; `bytes` counts raw bytes within the phase, `total` where it is known.
 */
export type ProgressEvent =
  | { kind: 'phase'; title: string }
  | { kind: 'bytes'; done: number; total?: number }
  | { kind: 'items'; done: number; total: number; unit: string }
  | { kind: 'note'; text: string }
  | { kind: 'warning'; text: string }

export type Progress = (event: ProgressEvent) => void
