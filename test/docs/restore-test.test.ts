import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { declarations } from '../../src/inputs/verbs.ts'
import { runnableBlocks } from './blocks.ts'

test('the step that keeps the database gives inputs and reads outputs that there are', () => {
  const [block] = runnableBlocks('docs/restore-test.md')
  const { steps } = parse(block?.text ?? '')
  const { inputs, outputs } = declarations['restore-test']
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(steps[0].with)))
  expect(Object.keys(outputs)).toContain(/outputs\.([a-z-]+)/.exec(steps[1].env.URL_FILE)?.[1])
})
