import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keptBefore } from '../../../src/operations/restore/commands.ts'
import { confirmationWords } from '../../../src/operations/restore/confirmation-words.ts'
import { finish } from '../../../src/operations/restore/finish.ts'
import { resume } from '../../../src/operations/restore/resume.ts'
import { rollback } from '../../../src/operations/restore/rollback.ts'
import { visible } from '../../../src/report/format.ts'
import { type SwapPlace, startSwapPlace } from '../../support/swap.ts'

/** The flags of a command as a shell hands them over, after what a report makes of it. */
function flagsOf(command: string): Record<string, string> {
  const out = execFileSync('bash', ['-c', `printf '%s\\0' ${visible(command)}`], { encoding: 'utf8' })
  const words = out.split('\0').slice(0, -1)
  return Object.fromEntries(words.flatMap((word, at) => (word.startsWith('--') ? [[word, words[at + 1] ?? '']] : [])))
}

describe('the printed commands', () => {
  test.each(['shop', "it's", 'a b', 'two\nlines', "tab\tand 'quote' and \\n", 'dir\u202eection', '$(id)\r', 'é\n3'])(
    'name the database %j as it is',
    (database) => {
      const { rollback, finish } = keptBefore('kept', {
        restore: '20261121T021703Z-abcdef',
        database,
        backup: '20261119T213000Z-7f3a9c',
        storage: 's3://bucket/a b',
        name: 'shop',
      })
      for (const command of [rollback, finish]) {
        expect(flagsOf(command)).toMatchObject({
          '--target-database': database,
          '--storage': 's3://bucket/a b',
          '--restore': '20261121T021703Z-abcdef',
          '--confirm': confirmationWords(database, '20261119T213000Z-7f3a9c'),
        })
        expect(visible(command)).toBe(command)
      }
    },
  )
})

describe('of a database with a name of two lines', () => {
  const name = "two\n\tlines' \\n"
  let place: SwapPlace

  beforeAll(async () => {
    place = await startSwapPlace(17, { name })
  }, 60_000)
  afterAll(async () => await place?.stop())

  /** Inputs come without blanks around them. */
  const inputs = (command = '') => {
    const flags = flagsOf(command)
    return {
      targetDatabase: flags['--target-database']?.trim(),
      confirm: flags['--confirm']?.trim(),
      restore: flags['--restore'],
    }
  }

  test('go back and drop what is kept', async () => {
    const confirm = confirmationWords(name, place.made.backup.id)
    const { kept } = await place.swap({ confirm })
    const context = await place.place.context()
    const resumed = await resume(place.rollbackRequest(inputs(kept?.rollback)), context)
    expect(resumed.kept?.rollback).toBe(kept?.rollback)
    expect(await rollback(place.rollbackRequest(inputs(kept?.rollback)), context)).toMatchObject({ ok: true })
    expect(await finish(place.request(inputs(kept?.finish)), context)).toMatchObject({
      ok: true,
      dropped: [expect.stringContaining('_after_')],
    })
  }, 60_000)

  test('are none where the name has a blank around it, for no swap is made', async () => {
    await place.server.createDatabase('blank ', 'CREATE TABLE t (a int)')
    const confirm = confirmationWords('blank ', place.made.backup.id)
    await expect(place.swap({ targetDatabase: 'blank ', confirm })).rejects.toMatchObject({
      code: 2,
      reason: expect.stringContaining('begins or ends with a blank'),
    })
  }, 60_000)
})
