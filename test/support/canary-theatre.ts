import { readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { Declaration } from '../../src/inputs/declare.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import type { Verb } from '../../src/operations/results.ts'
import { canariesIn } from './canary.ts'
import { type Made, type Outcome, outcomes, surroundings } from './canary-cases.ts'
import { type Ran, run, type Start } from './canary-run.ts'
import type { Stage } from './canary-stage.ts'
import { type Patch, patchedSources } from './patched-sources.ts'
import { type SampleCounts, type Sampling, sampleProcesses } from './process-sampler.ts'

/** Throws, in place of every verb, an error that holds all that the verb was given, as it is and as JSON. */
export const BUG: Patch = {
  file: 'src/runner/operations.ts',
  from: 'export const operations = loaders as ',
  to: `const bug = async () => async (request: never, { environment }: Context) => {
  const { PGPASSWORD, AWS_SECRET_ACCESS_KEY, GITHUB_TOKEN } = environment
  const all = { ...(request as object), PGPASSWORD, AWS_SECRET_ACCESS_KEY, GITHUB_TOKEN }
  throw new TypeError(\`\${JSON.stringify(all)} \${Object.values(all).join(' ')}\`)
}
export const operations = Object.fromEntries(Object.keys(loaders).map((verb) => [verb, bug])) as unknown as `,
}

/** Runs verbs on a stage while everything is watched. */
export class Theatre {
  readonly stage: Stage
  /** What was found where it must not be, and endings that were not foreseen. */
  readonly problems: string[] = []
  /** How many runs there were. */
  runs = 0
  made: Made = { id: '' }
  readonly #sampling: Sampling
  readonly #own = new Set<string>()
  #broken: string | undefined
  #closed: Promise<SampleCounts> | undefined

  private constructor(stage: Stage, sampling: Sampling) {
    this.stage = stage
    this.#sampling = sampling
  }

  /** The servers know the secrets, so they are started before anything is watched. */
  static async open(stage: Stage): Promise<Theatre> {
    return new Theatre(stage, await sampleProcesses())
  }

  /** Whether the outcome goes with the verb. */
  can(verb: Verb, as: Start['as'], outcome: string): boolean {
    const { of, only = as } = outcomes[outcome] as Outcome
    return only === as && of(this.stage, this.made, declarations[verb]) !== undefined
  }

  /** Undefined where the outcome does not go with the verb. */
  async play(verb: Verb, as: Start['as'], outcome: string, more: Partial<Start> = {}): Promise<Ran | undefined> {
    const declaration: Declaration = declarations[verb]
    const expected = outcomes[outcome]
    const chosen = expected?.of(this.stage, this.made, declaration)
    if (expected === undefined || chosen === undefined || (expected.only ?? as) !== as) return undefined
    const sources = expected.bug && { sources: this.#bug() }
    const environment = { ...surroundings(this.stage), ...chosen.environment }
    const start = { as, declaration, ...chosen, ...sources, ...more, inputs: { ...chosen.inputs, ...more.inputs } }
    const ran = await run(this.stage, { ...start, environment: { ...environment, ...more.environment } })
    const what = `${verb} as ${as}, ${outcome}`
    this.#judge(what, ran, expected.but?.[verb] ?? expected.codes, { verb, as })
    if (as === 'action') this.#judgeMasks(what, ran, Object.values(start.inputs))
    return ran
  }

  #judge(what: string, ran: Ran, codes: number[], { verb, as }: { verb: Verb; as: Start['as'] }): void {
    this.runs++
    this.#own.add(ran.arguments)
    // Before it listens, and when it only tells its result, a process dies of the signal itself: a shell calls that the same.
    const told = as === 'command' ? ran.code : codeOf(ran.said.GITHUB_OUTPUT ?? '')
    const code = ran.signal ? 128 + constants.signals[ran.signal] : told
    if (code === null || !(FREE.has(verb) ? [...codes, 0, 1, 2, 3, 4] : codes).includes(code))
      this.problems.push(`${what}: ended with ${code}: ${ran.said.stderr?.match(/^(?:error|hint): .*/gm)}`)
    for (const [where, content] of Object.entries(ran.said)) {
      // The keys that keygen makes are in the files that it was asked for.
      if (!/pgproof-(identity\.txt|sign-key\.pem)$/.test(where) && NEW_KEY.test(content))
        this.problems.push(`${what}: ${where} holds a key`)
      for (const name of canariesIn(content, this.stage.all)) this.problems.push(`${what}: ${where} holds the ${name}`)
    }
    this.problems.push(...ran.temporary.map((found) => `${what}: ${found}`))
  }

  /** What the action was given must be masked before anything could print it, as it is and encoded. */
  #judgeMasks(what: string, { masks }: Ran, given: string[]): void {
    const masked = (text: string) => longestFirst(masks).reduce((rest, mask) => rest.replaceAll(mask, '***'), text)
    const secrets = this.stage.all.filter(({ needles }) =>
      given.some((text) => needles.some((one) => text.includes(one))),
    )
    for (const { name, value, needles } of secrets) {
      const texts = [value, encodeURIComponent(value), Buffer.from(value).toString('base64'), JSON.stringify(value)]
      if (texts.some((text) => needles.some((needle) => masked(text).includes(needle))))
        this.problems.push(`${what}: the ${name} is not masked`)
    }
    for (const mask of masks.filter((one) => one.length < 4 || one.includes('\n')))
      this.problems.push(`${what}: masks ${mask}`)
  }

  #bug(): string {
    this.#broken ??= patchedSources(join(this.stage.folder, 'bug'), [BUG])
    return this.#broken
  }

  /** Stops watching, once; then everything is in `problems`. Returns how well was watched. */
  async close(): Promise<SampleCounts> {
    this.#closed ??= this.#close()
    return await this.#closed
  }

  async #close(): Promise<SampleCounts> {
    const { seen, counts } = await this.#sampling.stop()
    // A child is a copy of its parent, arguments and all, until it becomes another program.
    for (const one of seen.filter(({ arguments: words }) => !this.#own.has(words))) {
      const words = one.arguments.replaceAll('\0', ' ').slice(0, 200)
      for (const place of ['arguments', 'environment'] as const) {
        // A hook that names a variable under `pass` is given it.
        const passed = one.arguments.includes('$HOOK_SECRET') ? [this.stage.canaries.hookSecret.name] : []
        for (const name of canariesIn(one[place], this.stage.all).filter((found) => !passed.includes(found)))
          this.problems.push(`the ${place} of process ${one.pid} (${words}) hold the ${name}`)
      }
    }
    this.#searchStorage()
    return counts
  }

  #searchStorage(): void {
    const { folder } = this.stage.s3
    for (const path of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!path.isFile()) continue
      const content = readFileSync(join(path.parentPath, path.name))
      const texts =
        path.name.endsWith('.zst') || /\.zst\.\d+$/.test(path.name) ? [content, zstdDecompressSync(content)] : [content]
      for (const name of texts.flatMap((text) => canariesIn(text, this.stage.all)))
        this.problems.push(`the object ${path.name} holds the ${name}`)
    }
  }
}

/** How they end depends on what others have left in the meantime. */
const FREE: ReadonlySet<Verb> = new Set(['rollback', 'resume'])

/** A secret key of age, or one in PEM. */
const NEW_KEY = /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{40}|PRIVATE KEY-----\n[A-Za-z0-9+/]{20}/

const longestFirst = (masks: string[]): string[] => masks.toSorted((a, b) => b.length - a.length)

/** The exit code that an action tells of. */
function codeOf(outputs: string): number | null {
  const code = /^code<<(\S+)\n(\d+)\n\1$/m.exec(outputs)?.[2]
  return code === undefined ? null : Number(code)
}
