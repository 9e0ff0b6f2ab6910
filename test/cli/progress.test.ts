import { PassThrough } from 'node:stream'
import { expect, test } from '@jest/globals'
import { plainLines } from '../../src/cli/progress.ts'

test('plain lines say phases, notes and warnings at once, and amounts only now and then', () => {
  const stream = new PassThrough()
  const { progress } = plainLines(stream)
  progress({ kind: 'phase', title: 'Dump "a\nb"' })
  for (let done = 0; done < 100; done++) progress({ kind: 'bytes', done, total: 100 })
  progress({ kind: 'note', text: 'waiting for a lock' })
  progress({ kind: 'warning', text: 'the disk is nearly full' })
  const said = stream.read()?.toString()
  expect(said).toBe('Dump "a\\nb"\n  waiting for a lock\nwarning: the disk is nearly full\n')
})
