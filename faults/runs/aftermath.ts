import { list } from '../../src/operations/list.ts'
import { prune } from '../../src/operations/prune/prune.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { verifyRequest } from '../../test/support/loop.ts'
import type { Findings } from '../fault-class.ts'
import type { Lane, Run } from './lane.ts'
import type { Scene } from './scene.ts'

/** Milliseconds: how old the newest backup is, is another question. */
const ANY_AGE = 10 * 365 * 24 * 3600 * 1000

/** Nothing of the run lives any more, what is visible is whole, production is as it was. */
export async function afterFault(
  lane: Lane,
  scene: Scene,
  before: string | undefined,
  findings: Findings,
): Promise<void> {
  await findings.look('after the fault', async () => await lane.nobodyLeft())
  await findings.look('backups', async () => await expectOnlyWhole(lane, scene))
  await findings.look('right after the fault', async () => {
    findings.equal('production after the fault', await scene.untouched?.(), before)
    await scene.killed?.(findings)
  })
}

export async function nextRun(lane: Lane, scene: Scene, pick: number, findings: Findings): Promise<void> {
  await findings.look('the next run', async () => {
    await scene.wait?.()
    const { args, environment } = scene.command()
    const runs = scene.heal ? await scene.heal(pick) : [await lane.run(args, environment)]
    for (const run of runs) if (run.code !== 0) throw new Error(`exit ${run.code ?? run.signal}: ${saidBy(run)}`)
  })
}

export const saidBy = ({ stdout, stderr }: Run): string => (stderr || stdout).trim().split('\n').slice(-3).join(' / ')

export async function afterNextRun(
  lane: Lane,
  scene: Scene,
  before: string | undefined,
  findings: Findings,
): Promise<void> {
  await findings.look('after the next run', async () => {
    await lane.nobodyLeft()
    findings.equal('temporary files', lane.left(), [])
    findings.equal('production after the next run', await scene.untouched?.(), before)
    await scene.healed?.(findings)
  })
  await findings.look('backups after the next run', async () => await expectOnlyWhole(lane, scene))
  await findings.look('the sweep', async () => {
    findings.equal('litter', await litterAfterSweep(lane, scene), [])
    await expectOnlyWhole(lane, scene)
  })
}

/** Lists the backups and reads each of them back: what is visible is whole, and what was there is still there. */
export async function expectOnlyWhole(
  lane: Lane,
  { name, earlier, reading }: Pick<Scene, 'name' | 'earlier' | 'reading'>,
  prefix?: string,
): Promise<void> {
  const storage = lane.store.address(prefix)
  const { backups, unreadable } = await list({ storage, name, ...reading }, lane.context())
  const ids = backups.map(({ id }) => id)
  const gone = earlier.filter((id) => !ids.includes(id))
  if (gone.length > 0) throw new Error(`no longer listed: ${gone.join(', ')}`)
  if (unreadable.length > 0) throw new Error(`cannot be read: ${JSON.stringify(unreadable)}`)
  for (const id of ids) {
    const result = await verify(
      verifyRequest(storage, { name, backup: id, maxBackupAge: ANY_AGE, ...reading }),
      lane.context(),
    )
    if (!result.ok) throw new Error(`${id} is listed and not whole: ${result.reason}`)
  }
}

/** A day and more passes, so that everything that may be garbage counts as such, and a prune that expires nothing sweeps it. Returns what is left. */
export async function litterAfterSweep(
  lane: Lane,
  { name, reading }: Pick<Scene, 'name' | 'reading'>,
  prefix?: string,
): Promise<string[]> {
  lane.store.age(2, prefix)
  const storage = lane.store.address(prefix)
  const result = await prune(
    { storage, name, keepLast: 1000, apply: true, deleteVersions: false, ...reading },
    lane.context(),
  )
  if (!result.ok) throw new Error(result.reason)
  return await lane.store.litter(name, prefix)
}
