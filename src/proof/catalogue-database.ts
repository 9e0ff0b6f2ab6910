import type { DatabaseFacts } from '../postgres/catalogue-facts-schema.ts'
import { type Finding, yesNo } from './finding.ts'

/** Settings, grants, comment and limits of the database. A user's own settings (`app.key`) may be secrets: their values are not shown. */
export function compareDatabase(source: DatabaseFacts, target: DatabaseFacts, roles: boolean): Finding[] {
  const facts: [string, string, string][] = [
    ['comment', source.comment ?? 'none', target.comment ?? 'none'],
    ['connection limit', `${source.connectionLimit}`, `${target.connectionLimit}`],
    ['template', yesNo(source.isTemplate), yesNo(target.isTemplate)],
    ['connections allowed', yesNo(source.allowConnections), yesNo(target.allowConnections)],
  ]
  if (roles) facts.push(['owner', source.owner, target.owner], ['grants', grantsOf(source), grantsOf(target)])
  const findings = facts.map(([what, expected, found]) => finding(`database: ${what}`, expected, found))
  return [...findings, ...compareSettings(source, target, roles)]
}

function finding(name: string, expected: string, found: string): Finding {
  const base = { kind: 'database', severity: 'failure', found, expected } as const
  return found === expected ? { ...base, name, ok: true } : { ...base, name: `${name} changed`, ok: false }
}

function grantsOf(database: DatabaseFacts): string {
  const grants = database.grants.map(({ grantee, privilege, grantable }) => {
    // The owner's own grants move with the owner, who is compared beside them.
    const who = grantee === database.owner ? 'owner' : (grantee ?? 'PUBLIC')
    return `${who} ${privilege}${grantable ? ' with grant option' : ''}`
  })
  return [...new Set(grants)].sort().join(', ')
}

function compareSettings(source: DatabaseFacts, target: DatabaseFacts, roles: boolean): Finding[] {
  const [expected, found] = [settingsOf(source, roles), settingsOf(target, roles)]
  return [...new Set([...expected.keys(), ...found.keys()])].map((key) => {
    const [role, name] = JSON.parse(key) as [string | null, string]
    const title = role === null ? `database: setting ${name}` : `database: setting ${name} of ${role}`
    const one = finding(title, expected.get(key) ?? 'none', found.get(key) ?? 'none')
    if (!name.includes('.')) return one
    return { ...one, found: one.ok ? 'the same' : found.has(key) ? 'another value' : 'none', expected: 'not shown' }
  })
}

function settingsOf(database: DatabaseFacts, roles: boolean): Map<string, string> {
  const settings = database.settings.filter(({ role }) => roles || role === null)
  return new Map(settings.map(({ role, name, value }) => [JSON.stringify([role, name.toLowerCase()]), value]))
}
