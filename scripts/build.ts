import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

/** Compiles to build/, bundles into dist/, and writes the small files that runners and npm start. The same source gives the same bytes. */
rmSync('build', { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
rmSync('dist', { recursive: true, force: true })
execFileSync('ncc', ['build', 'build/main.js', '--out', 'dist', '--license', 'licenses.txt', '--quiet'], {
  stdio: 'inherit',
})
for (const file of readdirSync('src/actions').sort()) {
  const action = basename(file, '.ts')
  writeFileSync(`dist/${action}.js`, `import { startAction } from './index.js'\nawait startAction('${action}')\n`)
}
writeFileSync('dist/age-worker.js', `import { startAgeWorker } from './index.js'\nawait startAgeWorker()\n`)
writeFileSync('dist/cli.js', command())
chmodSync('dist/cli.js', 0o755)

/** An older Node cannot even read the bundle, so it is asked for its version before. */
function command(): string {
  return `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 15)) {
  console.error('error: pgproof needs Node.js 22.15 or later, this is ' + process.version)
  console.error('hint: install Node.js 24')
  process.exit(3)
}
const { startCommand } = await import('./index.js')
await startCommand()
`
}
