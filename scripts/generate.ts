import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { actionDeclarations } from '../src/inputs/verbs.ts'
import { version } from '../src/version.ts'
import { actionFile, compositeFile, referenceFile, withTables } from './documents.ts'

/**
 * Writes action.yml files, README tables and docs/reference.md from the declarations in src/inputs.
 * With `--check` it writes nothing, names what is not fresh and exits with 1.
 */
const check = process.argv.includes('--check')
const current = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

const files: Record<string, string> = { 'action.yml': compositeFile(), 'docs/reference.md': referenceFile() }
for (const declaration of actionDeclarations) {
  files[`${declaration.verb}/action.yml`] = actionFile(declaration)
  files[`${declaration.verb}/README.md`] = withTables(current(`${declaration.verb}/README.md`), declaration)
}

const stale = Object.entries(files).filter(([path, text]) => current(path) !== text)
const packaged = JSON.parse(readFileSync('package.json', 'utf8')).version
if (packaged !== version) {
  console.error(`src/version.ts says ${version}, package.json says ${packaged}`)
  process.exitCode = 1
}
for (const [path, text] of stale) {
  if (check) console.error(`${path} is not fresh: run npm run generate`)
  else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`wrote ${path}`)
  }
}
if (check && stale.length > 0) process.exitCode = 1
