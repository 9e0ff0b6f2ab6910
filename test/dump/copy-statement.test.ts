import { expect, test } from '@jest/globals'
import { parseCopyStatement } from '../../src/dump/copy-statement.ts'

test.each([
  ['COPY public.t (a, b) FROM stdin;\n', { schema: 'public', name: 't', columns: ['a', 'b'] }],
  ['COPY public.t  FROM stdin;\n', { schema: 'public', name: 't', columns: [] }],
  ['COPY public.t FROM stdin;\n', { schema: 'public', name: 't', columns: [] }],
  ['COPY "DATA"."T x" ("A b", c$1) FROM stdin;', { schema: 'DATA', name: 'T x', columns: ['A b', 'c$1'] }],
  [
    'COPY s."a""b" ("""", "(x) FROM stdin;") FROM stdin;',
    { schema: 's', name: 'a"b', columns: ['"', '(x) FROM stdin;'] },
  ],
  ['COPY s."line\nbreak" ("a\nb") FROM stdin;', { schema: 's', name: 'line\nbreak', columns: ['a\nb'] }],
  ['COPY "grün"."日本" ("–") FROM stdin;', { schema: 'grün', name: '日本', columns: ['–'] }],
])('%j', (text, target) => {
  expect(parseCopyStatement(text)).toEqual(target)
  expect(parseCopyStatement(`${text}1\t2\n\\.\n`)).toEqual(target)
})

test.each([
  '',
  'COPY t (a) FROM stdin;',
  'COPY public.t (a FROM stdin;',
  'COPY public."t (a) FROM stdin;',
  'COPY public.t (a) TO stdout;',
  'COPY public.t () FROM stdin;',
])('%j is no such statement', (text) => {
  expect(() => parseCopyStatement(text)).toThrow(/expected/)
})
