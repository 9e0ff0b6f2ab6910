import { expect, test } from '@jest/globals'
import { parseListRow, splitText } from '../../src/proof/definition-text.ts'

const orders = parseListRow('12; 1259 16401 TABLE sales orders ann')
const header = (name: string, numbers = '12 (class 1259 OID 16401)') =>
  `--\n-- TOC entry ${numbers}\n-- Dependencies: 5 6 5\n-- Name: ${name}\n--\n`
const own = header('orders; Type: TABLE; Schema: sales; Owner: ann')

test('an entry is read with what it needs, and ends before what pg_restore says at its end', () => {
  const text = `${own}\nCREATE TABLE sales.orders ();\n\n\n-- Completed on 2026-11-26 22:00:00 UTC\n\n--\n`
  expect(splitText(text, [orders])).toMatchObject({
    definitions: [
      { ...{ dumpId: 12, type: 'TABLE', schema: 'sales', tag: 'orders', owner: 'ann' }, dependencies: [5, 6] },
    ],
    ambiguous: [],
  })
  expect(splitText(text, [orders]).definitions[0]?.text).toBe('CREATE TABLE sales.orders ();')
})

test('a text that breaks off is read to where it goes', () => {
  expect(splitText(`${own}\nCREATE TABLE sales.or`, [orders]).definitions[0]?.text).toBe('CREATE TABLE sales.or')
})

test.each([
  ['another name', header('order; Type: TABLE; Schema: sales; Owner: ann')],
  ['another type', header('orders; Type: VIEW; Schema: sales; Owner: ann')],
  ['another owner', header('orders; Type: TABLE; Schema: sales; Owner: bob')],
  ['its words in another order', header('orders; Schema: sales; Type: TABLE; Owner: ann')],
  ['another class', header('orders; Type: TABLE; Schema: sales; Owner: ann', '12 (class 1255 OID 16401)')],
  ['another OID', header('orders; Type: TABLE; Schema: sales; Owner: ann', '12 (class 1259 OID 16402)')],
  [
    'a number that is not listed',
    header('orders; Type: TABLE; Schema: sales; Owner: ann', '13 (class 1259 OID 16401)'),
  ],
])('a quoted header with %s is text', (_, quoted) => {
  const { definitions, ambiguous } = splitText(`${own}\nbefore\n${quoted}\nafter\n`, [orders])
  expect(ambiguous).toEqual([])
  expect(definitions.map(({ text }) => text)).toEqual([`before\n${quoted}\nafter`])
  expect(splitText(quoted, [orders]).definitions).toEqual([])
})

test('an own header that is met again makes the entry ambiguous, and alone it is text', () => {
  const text = `${own}\nbefore\n${own}\nafter\n`
  const open = splitText(text, [orders])
  expect(open).toMatchObject({ definitions: [{ text: 'before' }, { text: 'after' }], ambiguous: [12] })
  const once = splitText(text, [orders], { once: true })
  expect(once.definitions.map((one) => one.text)).toEqual([`before\n${own}\nafter`])
})

test('names that hold the words of a header are cut where the list says', () => {
  const row = parseListRow('12; 1259 16401 VIEW s x; Type: TABLE; Schema: s; Owner: ann ann')
  const line = 'x; Type: TABLE; Schema: s; Owner: ann; Type: VIEW; Schema: s; Owner: ann'
  expect(splitText(header(line), [row]).definitions).toMatchObject([
    { type: 'VIEW', schema: 's', tag: 'x; Type: TABLE; Schema: s; Owner: ann', owner: 'ann' },
  ])
})

test('what has neither schema nor owner has them empty', () => {
  const row = parseListRow('12; 1259 16401 EXTENSION - citext ')
  expect(splitText(header('citext; Type: EXTENSION; Schema: -; Owner: -'), [row]).definitions).toMatchObject([
    { type: 'EXTENSION', schema: '', tag: 'citext', owner: '' },
  ])
})

test('the access method is carried along to each table that has rows of its own', () => {
  const list = ['1; 1259 1 TABLE s a o', '2; 1259 2 TABLE s b o', '3; 1259 3 TABLE s c o', '4; 1259 4 INDEX s d o']
  const one = (number: number, name: string, type = 'TABLE') =>
    header(`${name}; Type: ${type}; Schema: s; Owner: o`, `${number} (class 1259 OID ${number})`)
  const text = [
    `SET default_table_access_method = heap;\n\n${one(1, 'a')}A;\n`,
    `SET default_table_access_method = other;\n\n${one(2, 'b')}B\nPARTITION BY LIST (x);\n\n`,
    `${one(3, 'c')}C;\n\n${one(4, 'd', 'INDEX')}D;\n`,
  ].join('')
  expect(splitText(text, list.map(parseListRow)).definitions.map((each) => each.text)).toEqual([
    'SET default_table_access_method = heap;\nA;',
    'B\nPARTITION BY LIST (x);',
    'SET default_table_access_method = other;\nC;',
    'D;',
  ])
})
