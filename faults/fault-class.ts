/** One fault that was tried. */
export interface Try {
  /** What was done, so that it can be done again: `PUT shop/backups/<new>/manifest.json #1, killed before`. */
  what: string
  /** The numbers in table.ts that it is a case of. */
  faults: number[]
  survived: boolean
  /** What was seen: for one that was not survived, every expectation that did not hold. */
  seen: string
}

/** What a run of a class is given. Everything random in it comes from `seed`. */
export interface ClassRun {
  seed: number
  /** Only a sample, for CI. */
  short: boolean
  /** Tries that may be under way at the same time. */
  lanes: number
  /** Only tries whose description matches, where some are asked for. */
  at: RegExp | undefined
  /** Told of each try when it has ended, with how many there are in all. */
  tried(made: Try, all: number): void
}

export interface Outcome {
  tries: Try[]
  /** Sentences for the report: what was covered to which share, bounds, peaks. */
  notes: string[]
}

/** A kind of fault with all that is needed to try it. A new one is a file of its own and a line in classes.ts. */
export interface FaultClass {
  /** As `--only` takes it: `crash/backup`. */
  name: string
  /** One sentence for the report. */
  title: string
  /** Numbers of the table that its tries are cases of. */
  faults: number[]
  run(run: ClassRun): Promise<Outcome>
}

/** Expectations of one try; those that did not hold are kept, and the others still looked at. */
export class Findings {
  readonly wrong: string[] = []

  /** Runs one look; what it throws is a finding. */
  async look(what: string, look: () => unknown): Promise<void> {
    try {
      await look()
    } catch (error) {
      this.wrong.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  equal(what: string, found: unknown, expected: unknown): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
    if (a !== b) this.wrong.push(`${what}: ${a} instead of ${b}`)
  }

  /** `seen` is what is said where everything held. */
  conclude(what: string, faults: number[], seen: string): Try {
    const survived = this.wrong.length === 0
    return { what, faults, survived, seen: survived ? seen : this.wrong.join('; ') }
  }
}
