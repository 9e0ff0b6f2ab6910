import { describe, expect, test } from '@jest/globals'
import type { Context } from '../../../src/operations/context.ts'
import {
  type Confirmation,
  type ConfirmFacts,
  type ConfirmRequest,
  confirmRestore,
  confirmSwap,
} from '../../../src/operations/restore/confirm.ts'

const id = '20261119T213000Z-7f3a9c'
const facts: ConfirmFacts = {
  database: 'shop',
  backup: { id, name: 'shop', created: '2026-11-19T21:30:00.123Z' },
  server: 'db.example.org:5432',
}
const request: ConfirmRequest = { allowProduction: false, protected: [], approvalByAnother: false }
const words = `shop from ${id}`

/** `answer`: what the person types; without it nobody is there. */
function contextOf(answer?: string, more: Partial<Context> = {}) {
  const questions: string[] = []
  const context: Context = {
    progress: () => {},
    signal: new AbortController().signal,
    by: { who: 'ada', host: 'here', pgproof: '0' },
    environment: {},
    now: () => new Date('2026-11-21T03:00:00Z'),
    temporary: '/nowhere',
    ...(answer !== undefined && {
      ask: async (question: string) => {
        questions.push(question)
        return answer
      },
    }),
    ...more,
  }
  return { context, questions }
}

async function refusalOf(work: Promise<unknown>): Promise<{ code: number; reason: string; hint: string }> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toMatchObject({ code: 4 })
  return error as { code: number; reason: string; hint: string }
}

describe('at a terminal', () => {
  test('a person types what is restored, and before a swap once more', async () => {
    const first = contextOf('RESTORE shop')
    expect(await confirmRestore(facts, request, first.context)).toEqual({ by: 'terminal' })
    const second = contextOf('SWAP shop')
    const approved: Confirmation = { by: 'terminal', approvedBy: ['bob'] }
    expect(await confirmSwap(facts, request, second.context, approved)).toEqual(approved)
    expect(second.questions).toHaveLength(1)
  })

  test('the question says from where, into what, and what will be different', async () => {
    const { context, questions } = contextOf('RESTORE shop')
    await confirmRestore({ ...facts, changes: ['3 tables come back', '12 rows vanish'] }, request, context)
    expect(questions).toEqual([
      `
From     backup ${id} of shop, made 2026-11-19 21:30 UTC, 1d 5h ago
Into     database shop on db.example.org:5432
         not the backup's source, not protected
Changes  3 tables come back
         12 rows vanish

Type RESTORE shop to go on, anything else to stop: `,
    ])
  })

  test('production is said to be production', async () => {
    const { context, questions } = contextOf('RESTORE shop')
    const allowed = { ...request, allowProduction: true, protected: ['shop'] }
    await confirmRestore({ ...facts, isSource: 'the same system identifier' }, allowed, context)
    expect(questions[0]).toContain(
      "PRODUCTION: it counts as the backup's source (the same system identifier), and protected names it (shop)\n",
    )
  })

  test.each([
    '',
    'RESTORE',
    'yes',
    'restore shop',
    'RESTORE Shop',
    ' RESTORE shop',
    'RESTORE shop ',
    'SWAP shop',
    words,
  ])('anything else is a no: %j', async (answer) => {
    const { context, questions } = contextOf(answer)
    const { reason, hint } = await refusalOf(confirmRestore(facts, request, context))
    expect(reason).toBe('the restore of the database shop on db.example.org:5432 was not confirmed')
    expect(hint).toBe('to confirm, run it again and type RESTORE shop; nothing was written')
    expect(questions).toHaveLength(1)
  })

  test('the first words are not the second', async () => {
    const { context } = contextOf('RESTORE shop')
    const { reason, hint } = await refusalOf(confirmSwap(facts, request, context, { by: 'terminal' }))
    expect(reason).toBe('the swap of the database shop on db.example.org:5432 was not confirmed')
    expect(hint).toContain('type SWAP shop; the live database is as it was')
  })

  test('confirm does not speak for the person, and a wrong one is a no before anybody is asked', async () => {
    const silent = contextOf('')
    await refusalOf(confirmRestore(facts, { ...request, confirm: words }, silent.context))
    const wrong = contextOf('RESTORE shop')
    await refusalOf(confirmRestore(facts, { ...request, confirm: 'shop' }, wrong.context))
    expect(wrong.questions).toHaveLength(0)
  })

  test('a name that would move the cursor is shown, and typed, written out', async () => {
    const { context, questions } = contextOf('RESTORE a\\nb\\u001b[2J')
    await confirmRestore({ ...facts, database: 'a\nb\u001b[2J' }, request, context)
    expect(questions[0]).toContain('database a\\nb\\u001b[2J on')
  })

  test('the end of the run is no answer', async () => {
    const controller = new AbortController()
    const ended = new Error('ended')
    const ask = async () => {
      controller.abort(ended)
      return 'RESTORE shop'
    }
    const { context } = contextOf(undefined, { signal: controller.signal, ask })
    await expect(confirmRestore(facts, request, context)).rejects.toBe(ended)
  })
})

describe('without a terminal', () => {
  const { context } = contextOf()

  test('confirm says it for both', async () => {
    const given = { ...request, confirm: words }
    const first = await confirmRestore(facts, given, context)
    expect(first).toEqual({ by: 'input' })
    expect(await confirmSwap(facts, given, context, first)).toEqual(first)
  })

  test('nothing is not a yes, and the hint says what would be', async () => {
    const { reason, hint } = await refusalOf(confirmRestore(facts, request, context))
    expect(reason).toBe(
      'the restore of the database shop on db.example.org:5432 was not confirmed, and there is no terminal to ask at',
    )
    expect(hint).toBe(`if that is what you mean, give confirm: ${words}; nothing was written`)
    await refusalOf(confirmSwap(facts, request, context, { by: 'input' }))
  })

  test.each(['', 'true', 'shop', id, `Shop from ${id}`, `shop from ${id}x`, `shop  from ${id}`, `shop from latest`])(
    'anything else is a no: %j',
    async (confirm) => {
      const { reason } = await refusalOf(confirmRestore(facts, { ...request, confirm }, context))
      expect(reason).toBe(
        'confirm does not say what is to be restored, which is the database shop on db.example.org:5432',
      )
    },
  )

  test('the hint keeps a secret that is in a name', async () => {
    const secretive = contextOf(undefined, { redact: (text) => text.replaceAll('shop', '***') })
    const { hint } = await refusalOf(confirmRestore(facts, request, secretive.context))
    expect(hint).toContain(`give confirm: the database's name, the word from, and ${id}`)
  })
})

describe('production', () => {
  const { context } = contextOf()
  const given = { ...request, confirm: words }

  test.each<[string, Partial<ConfirmFacts>, string[], string]>([
    ['the source', { isSource: 'why' }, [], "it counts as the backup's source (why)"],
    ['a protected one', {}, ['db.example.org/shop'], 'protected names it (db.example.org/shop)'],
    ['both', { isSource: 'why' }, ['shop'], "it counts as the backup's source (why), and protected names it (shop)"],
  ])('%s needs allow-production', async (_, more, entries, why) => {
    const asked = { ...given, protected: entries }
    const { reason, hint } = await refusalOf(confirmRestore({ ...facts, ...more }, asked, context))
    expect(reason).toBe(`the database shop on db.example.org:5432 is production: ${why}`)
    expect(hint).toBe('if it is to be replaced, say allow-production as well; nothing was written')
    await refusalOf(confirmSwap({ ...facts, ...more }, asked, context, { by: 'input' }))
    const allowed = { ...asked, allowProduction: true }
    expect(await confirmRestore({ ...facts, ...more }, allowed, context)).toEqual({ by: 'input' })
  })

  test('allowing it confirms nothing', async () => {
    await refusalOf(confirmRestore({ ...facts, isSource: 'why' }, { ...request, allowProduction: true }, context))
  })

  test('an approval that is missing is a no before a person is asked', async () => {
    const { context, questions } = contextOf('RESTORE shop')
    const asked = { ...request, approvalEnvironment: 'production' }
    const { reason } = await refusalOf(confirmRestore(facts, asked, context))
    expect(reason).toBe('the restore is not approved: an approval was asked for, and this is no run of a workflow')
    expect(questions).toHaveLength(0)
  })
})

test('going back and dropping have words of their own, and say what they are about', async () => {
  const kept = { ...facts, backup: { ...facts.backup, id: 'shop_before_20261121t021703', kept: true as const } }
  for (const word of ['ROLLBACK', 'DROP'] as const) {
    const { context, questions } = contextOf(`${word} shop`)
    await confirmRestore({ ...kept, word }, request, context)
    expect(questions[0]).toContain(`Type ${word} shop to go on`)
    expect(questions[0]).toMatch(/From {5}database shop_before_20261121t021703, kept since /)
    await refusalOf(confirmRestore({ ...kept, word }, request, contextOf('RESTORE shop').context))
  }
})
