#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 15)) {
  console.error('error: pgproof needs Node.js 22.15 or later, this is ' + process.version)
  console.error('hint: install Node.js 24')
  process.exit(3)
}
const { startCommand } = await import('./index.js')
await startCommand()
