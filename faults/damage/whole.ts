import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backup } from '../../src/operations/backup/backup.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../test/support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../test/support/postgres.ts'
import { boundInWords } from '../bound.ts'
import { type ClassRun, type FaultClass, Findings, type Outcome, type Try } from '../fault-class.ts'
import { below, pick, type Random, randomOf } from '../random.ts'
import { type Held, Looks } from './looks.ts'

/** Verifications, and backups that they go round, of the long run and of the short one. */
const LONG = { verifications: 1000, backups: 20 }
const SHORT = { verifications: 20, backups: 2 }
const AT_A_TIME = 4

/** Whole backups: verify must not cry wolf. */
export const wholeClass: FaultClass = {
  name: 'damage/none',
  title: 'verifications of whole backups of made-up databases, none of which may find anything',
  faults: [],
  run: async (run) => {
    const [server, place] = await Promise.all([startTestServer(), makeWorkplace()])
    try {
      return await verifyWhole(await makeBackups(server, place, run), place, run)
    } finally {
      await Promise.all([server.stop(), place.remove()])
    }
  },
}

async function makeBackups(server: TestServer, place: Workplace, { seed, short }: ClassRun): Promise<Held[]> {
  const made: Held[] = []
  for (let number = 0; number < (short ? SHORT : LONG).backups; number++) {
    const database = await server.createDatabase(`db_${number}`, madeUp(randomOf(seed, 'whole', number)))
    const { name, id } = (await backup(backupRequest(addressOf(database), place.storage), await place.context())).backup
    const folder = join(place.folder, 'store', name, 'backups', id)
    const objects = new Map(readdirSync(folder).map((object) => [object, readFileSync(join(folder, object))]))
    made.push({ name, id, objects })
  }
  return made
}

const COLUMNS = [
  'md5((g * 7)::text) AS text',
  "repeat(chr(33 + g % 90) || E'\\t\\\\' || chr(9731), g % 40) AS odd",
  'g::numeric / 7 AS number',
  'g % 3 = 0 AS flag',
  "CASE WHEN g % 5 > 0 THEN decode(md5(g::text), 'hex') END AS bytes",
  "now() + g * interval '1 minute' AS moment",
  "jsonb_build_object('a', g, 'b', ARRAY[g, NULL]) AS document",
  'ARRAY[g, g + 1] AS numbers',
]

/** Tables of any columns and lengths, large objects, a view. */
function madeUp(random: Random): string {
  const tables = Array.from({ length: 1 + below(6, random) }, (_, number) => {
    const columns = COLUMNS.filter(() => random() < 0.5)
    const rows = pick([0, 1, 10, 300, 3000], random)
    return `CREATE TABLE t${number} AS SELECT ${['g', ...columns].join(', ')} FROM generate_series(1, ${rows}) g;`
  })
  const objects = `SELECT lo_from_bytea(0, decode(repeat('ab', g * 100), 'hex')) FROM generate_series(1, ${below(4, random)}) g;`
  return [...tables, objects, 'CREATE VIEW v AS SELECT count(*) FROM t0;'].join('\n')
}

async function verifyWhole(backups: Held[], place: Workplace, { short, tried }: ClassRun): Promise<Outcome> {
  const all = (short ? SHORT : LONG).verifications
  const tries: Try[] = []
  let begun = 0
  const worker = async () => {
    const looks = new Looks(place)
    for (let next = begun++; next < all; next = begun++) {
      const held = backups[next % backups.length] as Held
      const findings = new Findings()
      await findings.look('verify', async () =>
        findings.equal('found', await looks.verify([held], held), { code: 0, objects: [], reason: '' }),
      )
      const made = findings.conclude(`verification ${next} of ${held.name}`, [], 'no alarm')
      tries.push(made)
      tried(made, all)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  const alarms = tries.filter(({ survived }) => !survived).length
  return { tries, notes: [`${backups.length} backups; false alarms: ${boundInWords(alarms, all)}`] }
}
