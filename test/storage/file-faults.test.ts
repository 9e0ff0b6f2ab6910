import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { failureOf } from '../support/failure.ts'
import { keysOf } from './contract.ts'

const base = mkdtempSync(join(tmpdir(), 'pgproof-file-'))
const mounts: string[] = []
afterAll(() => {
  for (const folder of mounts) spawnSync('umount', [folder])
  rmSync(base, { recursive: true, force: true })
})

const at = (folder: string): Promise<Store> => openStore(folder, { environment: {} })
const text = Buffer.from('text')

function mount(name: string, options: string): string {
  const folder = join(base, name)
  mkdirSync(folder)
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`this test mounts a small file system, which needs root (or sudo): ${stderr}`)
  mounts.push(folder)
  return folder
}

describe('what the disk does', () => {
  test('a full disk: names path, needed and free bytes, leaves nothing and keeps the rest', async () => {
    const folder = mount('full', 'size=1m')
    const store = await at(folder)
    await store.put('old/object', text)
    const error = await failureOf(store.put('new/object', Buffer.alloc(2 << 20, 1)))
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(
      new RegExp(`^the disk is full: ${folder}/new/object needs 2097152 bytes, \\d+ are free$`),
    )
    expect(error.hint).toMatch(/make room/)
    expect(await keysOf(store, '')).toEqual(['old/object'])
    expect(readdirSync(join(folder, 'new'))).toEqual([])
    await store.put('small/object', text)
    expect(await store.freeBytes()).toBeLessThan(1 << 20)
  })

  test('no inodes left: says so', async () => {
    const store = await at(mount('inodes', 'size=1m,nr_inodes=4'))
    const error = await failureOf(
      (async () => {
        for (let n = 0; n < 8; n++) await store.put(`a${n}`, text)
      })(),
    )
    expect(error.reason).toMatch(/the disk is full/)
    expect(error.hint).toMatch(/inodes/)
  })

  test('a read-only file system: can be read, and says that it cannot be written', async () => {
    const folder = mount('readonly', 'size=1m')
    await (await at(folder)).put('object', text)
    expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0)
    const store = await at(folder)
    const error = await failureOf(store.put('other', text))
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(/is in a file system that is read-only$/)
    expect(String(await store.get('object'))).toBe('text')
    expect(await keysOf(store, '')).toEqual(['object'])
    expect(await store.clock()).toBeInstanceOf(Date)
  })

  test('a folder of somebody else: names the user and the path', async () => {
    const folder = join(base, 'theirs')
    mkdirSync(folder, { mode: 0o700 })
    const script = `import { openStore } from ${JSON.stringify(join(process.cwd(), 'src/storage/open.ts'))}
      const store = await openStore(${JSON.stringify(folder)}, { environment: {} })
      for (const work of [() => store.put('a', Buffer.from('x')), async () => { for await (const _ of store.list('')); }, () => store.get('a')])
        await work().catch((error) => console.log(error.code, error.reason))`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
    })
    if (process.getuid?.() !== 0) throw new Error('this test needs root')
    const denied = expect.stringMatching(/^3 user 65534 may not use .*\(EACCES\)$/)
    expect({ said: stdout.trim().split('\n'), stderr }).toEqual({ said: [denied, denied, denied], stderr: '' })
  })

  test('a file where a folder should be', async () => {
    writeFileSync(join(base, 'a-file'), 'x')
    const store = await at(join(base, 'a-file'))
    for (const work of [store.put('a', text), store.get('a'), keysOf(store, ''), store.clock()]) {
      expect((await failureOf(work)).reason).toMatch(/is in the way/)
    }
  })

  test('a file system that takes no folders', async () => {
    const store = await at('/proc/pgproof/store')
    for (const work of [store.put('a', text), store.clock()]) {
      expect((await failureOf(work)).reason).toMatch(/^no folder can be made for .*: its file system takes none$/)
    }
    expect(await keysOf(store, '')).toEqual([])
  })

  test('a folder that is not there yet holds nothing, and is made for its owner alone', async () => {
    const folder = join(base, 'new', 'deep')
    const store = await at(folder)
    expect(await keysOf(store, '')).toEqual([])
    expect(await store.head('a/b')).toBeUndefined()
    expect(await store.freeBytes()).toBeGreaterThan(0)
    expect(existsSync(folder)).toBe(false)
    await store.put('a/b', text)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'a/b')).mode & 0o777).toBe(0o600)
  })

  test('a name that is too long for a file', async () => {
    const store = await at(join(base, 'long'))
    expect((await failureOf(store.put('x'.repeat(300), text))).reason).toMatch(/too long/)
  })
})

describe('nothing leads out of the folder', () => {
  const outside = join(base, 'outside')
  const inside = join(base, 'inside')
  mkdirSync(join(inside, 'real'), { recursive: true })
  mkdirSync(outside)
  writeFileSync(join(outside, 'secret'), 'secret')
  symlinkSync(outside, join(inside, 'folder-link'))
  symlinkSync(join(outside, 'secret'), join(inside, 'real', 'file-link'))
  symlinkSync(join(outside, 'nothing'), join(inside, 'real', 'dangling'))

  test.each(['folder-link/secret', 'folder-link/new/deep', 'real/file-link', 'real/dangling'])(
    '%s is refused by every verb',
    async (key) => {
      const store = await at(inside)
      for (const work of [
        () => store.put(key, text),
        () => store.get(key),
        () => store.head(key),
        () => store.delete(key),
        () => keysOf(store, key),
      ]) {
        expect((await failureOf(work())).reason).toMatch(/is a symbolic link, which a storage folder may not hold/)
      }
      expect(readdirSync(outside)).toEqual(['secret'])
    },
  )

  test('a listing does not pass a link by in silence, and a link elsewhere is no matter', async () => {
    const store = await at(inside)
    expect((await failureOf(keysOf(store, ''))).reason).toMatch(/symbolic link/)
    await store.put('fine/object', text)
    expect(await keysOf(store, 'fine/')).toEqual(['fine/object'])
  })

  test('the folder itself may be a link', async () => {
    symlinkSync(join(base, 'inside', 'real'), join(base, 'root-link'))
    const store = await at(join(base, 'root-link'))
    await store.put('x/object', text)
    expect(String(await store.get('x/object'))).toBe('text')
    expect(await keysOf(store, 'x/')).toEqual(['x/object'])
  })
})

describe('a crash', () => {
  test('leaves temporary files, which listings pass over and puts sweep after a day', async () => {
    const folder = join(base, 'sweep')
    mkdirSync(join(folder, 'a'), { recursive: true })
    const [old, young] = ['old', 'young'].map((name) => join(folder, 'a', `.pgproof-tmp-${name}`)) as [string, string]
    for (const path of [old, young]) writeFileSync(path, 'half')
    const yesterday = new Date(Date.now() - 25 * 3600_000)
    utimesSync(old, yesterday, yesterday)
    const store = await at(folder)
    expect(await keysOf(store, '')).toEqual([])
    await store.put('a/object', text)
    expect(existsSync(old)).toBe(false)
    expect(existsSync(young)).toBe(true)
    expect(await keysOf(store, '')).toEqual(['a/object'])
  })

  test('by SIGKILL at any moment leaves whole objects only', async () => {
    const folder = join(base, 'killed')
    const whole = createHash('sha256')
      .update(Buffer.alloc(4 << 20, 'x'))
      .digest('hex')
    let seen = 0
    for (let round = 0; round < 5; round++) {
      const child = writer(folder, round)
      await once(child.stdout as NodeJS.ReadableStream, 'data')
      await sleep(round * 17)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const store = await at(folder)
      for (const key of await keysOf(store, '')) {
        seen++
        expect((await store.head(key))?.sha256).toBe(whole)
      }
    }
    expect(seen).toBeGreaterThan(5)
  })
})

/** A process that puts objects of 4 MiB as fast as it can, and says so after the first. */
function writer(folder: string, round: number): ChildProcess {
  const script = `import { openStore } from ${JSON.stringify(join(process.cwd(), 'src/storage/open.ts'))}
    const store = await openStore(${JSON.stringify(folder)}, { environment: {} })
    const body = Buffer.alloc(4 << 20, 'x')
    for (let n = 0; n < 200; n++) { await store.put('round-${round}/' + n, body, { onlyIfAbsent: n % 2 === 0 }); if (n === 0) console.log('started') }`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}
