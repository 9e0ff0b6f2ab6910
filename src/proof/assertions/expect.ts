/** How one value is judged: by equality with a scalar, or by an operator. */
export interface Comparison {
  operator: '=' | '!=' | '>' | '>=' | '<' | '<='
  operand: string | null
  /** Compare as decimal numbers of any length; otherwise as text. */
  numeric: boolean
}

/** What a query's result is held against. */
export type Expectation =
  | { kind: 'value'; comparison: Comparison }
  | { kind: 'count'; comparison: Comparison }
  | { kind: 'rows'; rows: Comparison[][] }

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?$/

/** Reads what stands behind `expect:`; a string instead of a result says what is wrong with it. */
export function parseExpectation(value: unknown): Expectation | string {
  if (Array.isArray(value)) return parseRows(value)
  if (typeof value === 'object' && value !== null) return parseCount(value)
  const comparison = parseComparison(value)
  return typeof comparison === 'string' ? comparison : { kind: 'value', comparison }
}

function parseRows(value: unknown[]): Expectation | string {
  const rows: Comparison[][] = []
  for (const row of value) {
    if (!Array.isArray(row)) return 'a list must hold one list per row: [[1, a], [2, b]]'
    const cells = row.map(parseComparison)
    const wrong = cells.find((cell) => typeof cell === 'string')
    if (wrong !== undefined) return wrong
    rows.push(cells as Comparison[])
  }
  return { kind: 'rows', rows }
}

function parseCount(value: object): Expectation | string {
  const keys = Object.keys(value)
  if (keys.length !== 1 || keys[0] !== 'rows') return 'a mapping has the one key "rows": {rows: 3} or {rows: ">= 1"}'
  const comparison = parseComparison((value as { rows: unknown }).rows)
  if (typeof comparison === 'string') return comparison
  return comparison.numeric ? { kind: 'count', comparison } : 'rows must be a number or a comparison like ">= 1"'
}

function parseComparison(value: unknown): Comparison | string {
  if (value === null) return { operator: '=', operand: null, numeric: false }
  if (typeof value === 'boolean') return { operator: '=', operand: String(value), numeric: false }
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string') return 'must be a value, a comparison like ">= 10", {rows: n} or a list of rows'
  const match = /^(>=|<=|<>|!=|==|=|>|<)\s*(.*)$/s.exec(value)
  if (match === null) return { operator: '=', operand: value, numeric: false }
  const operand = match[2] as string
  const operator = ({ '==': '=', '<>': '!=' }[match[1] as string] ?? match[1]) as Comparison['operator']
  const numeric = isDecimal(operand)
  if (!numeric && operator !== '=' && operator !== '!=')
    return `"${value}" compares with something that is no number; let the query itself answer true, or write "= ${value}" to mean this text`
  return { operator, operand, numeric }
}

function fromNumber(value: number): Comparison | string {
  if (!Number.isFinite(value)) return `${value} equals nothing; write it as text in quotes`
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return `${value} is too long for a YAML number; write it in quotes: "= 12345678901234567890"`
  return { operator: '=', operand: String(value), numeric: true }
}

const isDecimal = (text: string) => decimal.test(text) && /\d/.test(text)

/** `>= 10`, `5`, `null`, as shown to users. */
export function showComparison({ operator, operand }: Comparison): string {
  const shown = operand === null ? 'null' : operand
  return operator === '=' ? shown : `${operator} ${shown}`
}

/** Whether a value as PostgreSQL prints it (booleans as `true` and `false`) satisfies the comparison. */
export function satisfies(found: string | null, { operator, operand, numeric }: Comparison): boolean {
  if (found === null || operand === null) {
    const both = found === null && operand === null
    return operator === '=' ? both : operator === '!=' && !both
  }
  if (!numeric) return (found === operand) === (operator === '=')
  const order = compareNumbers(found, operand)
  if (order === undefined) return operator === '!='
  const answers = {
    '=': order === 0,
    '!=': order !== 0,
    '>': order > 0,
    '>=': order >= 0,
    '<': order < 0,
    '<=': order <= 0,
  }
  return answers[operator]
}

/** Exact for decimals of any length; through a double where one is written with an exponent. Undefined where one is no number. */
function compareNumbers(left: string, right: string): number | undefined {
  if (isDecimal(left) && isDecimal(right)) {
    const [a, b] = scaled(left, right)
    return a < b ? -1 : a > b ? 1 : 0
  }
  const difference = left.trim() === '' ? Number.NaN : Number(left) - Number(right)
  return Number.isNaN(difference) ? undefined : difference
}

function scaled(left: string, right: string): [bigint, bigint] {
  const fraction = (text: string) => decimal.exec(text)?.[3] ?? ''
  const digits = Math.max(fraction(left).length, fraction(right).length)
  const scale = (text: string) => {
    const match = decimal.exec(text) as RegExpExecArray
    const magnitude = BigInt(`0${match[2]}${(match[3] ?? '').padEnd(digits, '0')}`)
    return match[1] === '-' ? -magnitude : magnitude
  }
  return [scale(left), scale(right)]
}
