import { stringify } from 'yaml'
import { commonOutputs } from '../src/inputs/common.ts'
import { type Declaration, hasFileForm, variable } from '../src/inputs/declare.ts'
import type { Input } from '../src/inputs/kinds.ts'
import { declarations } from '../src/inputs/verbs.ts'
import { compositeInputs, compositeOutputs, compositeSteps } from './composite.ts'

const notice = '# Made by scripts/generate.ts from src/inputs: edit there, then npm run generate.\n'

const yaml = (document: object) => notice + stringify(document, { lineWidth: 0, singleQuote: true })

/** action.yml of one verb. No defaults there: a runner would hand them over as if the user had given them, above environment and pgproof.yml. Only what a workflow alone knows stands there as an expression. */
export function actionFile(declaration: Declaration): string {
  const inputs = Object.entries(declaration.inputs).flatMap(([name, input]) => {
    if (input.only === 'command') return []
    const expression = input.expression === undefined ? {} : { default: input.expression }
    const entries: [string, object][] = [[name, { description: described(input), required: false, ...expression }]]
    if (hasFileForm(input) && !input.expression)
      entries.push([`${name}-file`, { description: `File that holds ${name}.`, required: false }])
    return entries
  })
  const outputs = Object.entries({ ...declaration.outputs, ...commonOutputs })
  const post = declaration.verb === 'restore-test' && { post: '../dist/restore-test-post.js', 'post-if': 'always()' }
  return yaml({
    name: `pgproof ${declaration.verb}`,
    description: declaration.sentence,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs.map(([name, description]) => [name, { description }])),
    runs: { using: 'node24', main: `../dist/${declaration.verb}.js`, ...post },
  })
}

/** Required ones may also come from the environment or pgproof.yml, so GitHub must not insist on them: pgproof does. */
function described(input: Input<unknown>): string {
  const shown = input.fallback?.shown ?? input.fallback?.text
  if (input.required) return `${input.sentence} Required.`
  return shown ? `${input.sentence} Default: ${shown}.` : input.sentence
}

/** The root's action.yml: backup, verify and restore-test in one go. */
export function compositeFile(): string {
  return yaml({
    name: 'pgproof',
    description:
      'Back up a PostgreSQL database, read every byte back, restore it for real and prove that it equals the original.',
    branding: { icon: 'shield', color: 'blue' },
    inputs: compositeInputs(),
    outputs: compositeOutputs(),
    runs: { using: 'composite', steps: compositeSteps() },
  })
}

const cell = (text: string) => text.replaceAll('|', '\\|')

function inputTable(declaration: Declaration, where: 'action' | 'reference'): string {
  const rows = Object.entries(declaration.inputs)
    .filter(([, { only }]) => where === 'reference' || only !== 'command')
    .map(([name, input]) => {
      const file = hasFileForm(input) && !(where === 'action' && input.expression) ? `, \`${name}-file\`` : ''
      const only = where === 'reference' && input.only ? ` Only for the ${input.only}.` : ''
      return `| \`${name}\`${file} | ${cell(input.sentence)}${only} | ${input.kind} | ${defaultOf(input, where)} |`
    })
  return ['| input | meaning | kind | default |', '|---|---|---|---|', ...rows].join('\n')
}

function defaultOf({ required, fallback, expression }: Input<unknown>, where: 'action' | 'reference'): string {
  if (required) return '**required**'
  const text = where === 'action' && expression !== undefined ? expression : fallback?.text
  return fallback?.shown ?? (text ? `\`${text}\`` : '')
}

function outputTable(outputs: Record<string, string>): string {
  const rows = Object.entries(outputs).map(([name, sentence]) => `| \`${name}\` | ${cell(sentence)} |`)
  return ['| output | meaning |', '|---|---|', ...rows].join('\n')
}

const begin = '<!-- made by npm run generate: begin -->'
const end = '<!-- made by npm run generate: end -->'

/** A README with its tables renewed; the rest of it is written by hand and stays. A new one is only a title, a sentence and the tables. */
export function withTables(readme: string, declaration: Declaration): string {
  const tables = [
    begin,
    '## Inputs',
    inputTable(declaration, 'action'),
    '## Outputs',
    'The last five are set on failure too.',
    outputTable({ ...declaration.outputs, ...commonOutputs }),
    end,
  ].join('\n\n')
  const text = readme === '' ? `# pgproof ${declaration.verb}\n\n${declaration.sentence}\n\n${begin}${end}\n` : readme
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${declaration.verb}/README.md has lost its marks "${begin}" and "${end}"`)
  return text.slice(0, from) + tables + text.slice(to + end.length)
}

/** docs/reference.md: every verb with every input, for actions and the command line alike. */
export function referenceFile(): string {
  const verbs = Object.values(declarations).map((declaration: Declaration) => {
    const outputs = Object.keys(declaration.outputs).length > 0 ? `\n\n${outputTable(declaration.outputs)}` : ''
    return `## ${declaration.verb}\n\n${declaration.sentence}\n\n${inputTable(declaration, 'reference')}${outputs}`
  })
  return `<!-- Made by scripts/generate.ts from src/inputs: edit there, then npm run generate. -->\n\n${introduction}\n\n${verbs.join('\n\n')}\n`
}

const introduction = `# Reference

An input has one name everywhere: \`storage\` is \`with: storage:\` in a workflow, \`--storage\` on the command line, \`${variable('storage')}\` in the environment and \`storage:\` in \`pgproof.yml\`.
The first of these that says something counts, in this order: flag or \`with:\`; environment; the standard variables (\`PGHOST\` …, \`AWS_REGION\` …); \`pgproof.yml\`; the default.

| kind | looks like |
|---|---|
| text | any text |
| list | one entry per line; on the command line the option may also be repeated; in \`pgproof.yml\` a YAML list |
| flag | \`true\` or \`false\`; on the command line the option alone means \`true\` |
| integer | a whole number |
| size | \`500MB\` (powers of 1000), \`1GiB\` (powers of 1024) |
| duration | \`30s\`, \`5m\`, \`48h\`, \`35d\` |
| instant | \`2026-11-20T02:17Z\`, \`2026-11-20T03:17:30+01:00\` |
| share | \`10%\` |
| choice | one of the words in the sentence |
| yaml | a block of YAML |

An address with a password in it must not be given as a flag, since every user of a machine can read its process list: use the variable or the \`-file\` form.

Every action has these outputs, set on failure too:

${outputTable(commonOutputs)}`
