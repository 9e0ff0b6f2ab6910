import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DamagedShop, makeShop } from '../../test/repository/damaged-shop.ts'
import { startPgproof } from '../../test/support/pgproof-process.ts'
import { type ClassRun, type FaultClass, Findings, type Outcome, type Try } from '../fault-class.ts'
import { randomOf, sample } from '../random.ts'
import type { HostileCase } from './case.ts'
import { inventoryCases } from './inventories.ts'
import { keyCases } from './keys.ts'
import { manifestCases } from './manifests.ts'
import { tarCases } from './tars.ts'
import { wordCases } from './words.ts'

/** Cases that the short run tries. */
const SHORT = 30

/** More memory than this is too much for one refusal, and more time too. */
const MOST_BYTES = 700 * 1024 ** 2
const MOST_SECONDS = 60

/** Inputs that were made to hurt. */
export const hostileClass: FaultClass = {
  name: 'hostile',
  title:
    'made-up manifests, inventories, tars, archives, records, settings, words and keys: a refusal in one sentence, bounded memory and time, no file elsewhere',
  faults: [54, 55, 59, 77, 78],
  run: async (run) => {
    const shop = await makeShop()
    try {
      return await runCases(shop, run)
    } finally {
      await shop.close()
    }
  },
}

interface Peaks {
  bytes: number
  seconds: number
}

async function runCases(shop: DamagedShop, run: ClassRun): Promise<Outcome> {
  const random = randomOf(run.seed, 'hostile')
  const all = [...manifestCases(random), ...inventoryCases, ...tarCases, ...wordCases, ...keyCases]
  const asked = all.filter(({ name }) => run.at?.test(name) ?? true)
  const queue = run.short ? sample(asked, SHORT, random) : asked
  const [count, tries, peaks] = [queue.length, [] as Try[], { bytes: 0, seconds: 0 }]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const made = await tryCase(shop, next, run.seed, peaks)
      tries.push(made)
      run.tried(made, count)
    }
  }
  await Promise.all(Array.from({ length: run.lanes }, worker))
  const worst = `peak ${Math.round(peaks.bytes / 1e6)} MB of memory and ${peaks.seconds.toFixed(1)} s`
  return { tries, notes: [`${count} of ${all.length} inputs; ${worst}, the start of the process included`] }
}

async function tryCase(shop: DamagedShop, one: HostileCase, seed: number, peaks: Peaks): Promise<Try> {
  const findings = new Findings()
  const base = mkdtempSync(join(tmpdir(), 'pgproof-hostile-'))
  try {
    await findings.look('the run', async () => {
      for (const folder of ['work', 'home', 'tmp']) mkdirSync(join(base, folder))
      await cp(join(shop.place.folder, 'store'), join(base, 'store'), { recursive: true })
      const canary = join(tmpdir(), `pgproof-escaped-${base.slice(-6)}`)
      const backup = join(base, 'store/shop/backups', shop.ids.own)
      const records = join(base, 'store/shop/records', shop.ids.own)
      const random = randomOf(seed, 'hostile', one.name)
      await one.make({ backup, records, id: shop.ids.own, work: join(base, 'work'), canary, random })
      const before = filesOf(base)
      const { said, seconds, bytes } = await runMeasured(one, base)
      peaks.bytes = Math.max(peaks.bytes, bytes)
      peaks.seconds = Math.max(peaks.seconds, seconds)
      expectRefusal(one, said, findings)
      if (bytes > MOST_BYTES) findings.wrong.push(`${Math.round(bytes / 1e6)} MB of memory`)
      const more = filesOf(base).filter(
        (file) => !before.includes(file) && !/^store\/shop\/(records|running)(\/|$)|^peak$/.test(file),
      )
      findings.equal('new files', more, [])
      if (existsSync(canary)) findings.wrong.push(`${canary} was written`)
    })
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
  return findings.conclude(one.name, one.faults, 'refused in a sentence')
}

const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort()

interface Said {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

async function runMeasured(one: HostileCase, base: string): Promise<{ said: Said; seconds: number; bytes: number }> {
  const started = performance.now()
  const named = one.args.includes('--name') || one.args[0] === 'constructor' ? {} : { PGPROOF_NAME: 'shop' }
  const run = startPgproof(
    one.args,
    {
      ...named,
      ...(!one.args.includes('--storage') && { PGPROOF_STORAGE: `file://${base}/store` }),
      HOME: join(base, 'home'),
      TMPDIR: join(base, 'tmp'),
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'measure.ts'))}`,
      NODE_COMPILE_CACHE: join(tmpdir(), 'pgproof-faults-compiled'),
      FAULTS_PEAK: join(base, 'peak'),
      ...one.environment,
    },
    join(base, 'work'),
  )
  const late = setTimeout(() => run.child.kill('SIGKILL'), MOST_SECONDS * 1000)
  const said = await run.ended
  clearTimeout(late)
  const bytes = existsSync(join(base, 'peak')) ? Number(readFileSync(join(base, 'peak'), 'utf8')) : 0
  return { said, seconds: (performance.now() - started) / 1000, bytes }
}

/** One sentence of what is wrong and one of what to do, in an exit code that says whose fault it is; no stack. */
function expectRefusal({ codes }: HostileCase, { code, signal, stderr }: Said, findings: Findings): void {
  if (signal !== null) findings.wrong.push(`ended by ${signal}`)
  if (code === null || !codes.includes(code)) findings.wrong.push(`exit ${code} instead of ${codes.join(' or ')}`)
  if (!/^error: \S.*$/m.test(stderr) || !/^hint: \S.*$/m.test(stderr))
    findings.wrong.push(`no sentence: ${stderr.slice(-300)}`)
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) findings.wrong.push(`a stack: ${stderr.slice(0, 300)}`)
  if (stderr.length > 20_000) findings.wrong.push(`${stderr.length} bytes on standard error`)
}
