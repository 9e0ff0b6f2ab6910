import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Runs actionlint and zizmor over the examples and the workflows of the folder that is given (this repository without one), tells what they say,
 * and exits with 1 where either finds something. Usage: node scripts/check-workflows.ts [folder]
 */
const zizmorVersion = '1.32.0'
const root = resolve(process.argv[2] ?? '.')
const files = ['examples', '.github/workflows'].flatMap((folder) => yamlFiles(join(root, folder)))

const found = [actionlint(files), zizmor(files)]
for (const { tool, ok, said } of found) console.log(ok ? `${tool}: ${files.length} files, nothing found` : said.trim())
process.exitCode = found.every(({ ok }) => ok) ? 0 : 1

interface Finding {
  tool: string
  ok: boolean
  said: string
}

function yamlFiles(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => name.endsWith('.yml') && name !== 'pgproof.yml').map((name) => join(folder, name))
}

/** actionlint does not know `$/` yet, so it reads copies with `./`, which means the same in a workflow of this repository. */
function actionlint(paths: string[]): Finding {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-workflows-'))
  try {
    const copies = paths.map((path) => {
      const copy = join(folder, path.slice(root.length + 1).replaceAll('/', '_'))
      writeFileSync(copy, readFileSync(path, 'utf8').replaceAll('uses: $/', 'uses: ./'))
      return copy
    })
    return ran('actionlint', 'actionlint', ['-no-color', ...copies])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function zizmor(paths: string[]): Finding {
  const config = resolve('.github/zizmor.yml')
  const options = ['--offline', '--quiet', '--no-progress', '--color', 'never', '--persona', 'pedantic']
  return ran('zizmor', zizmorProgram(), [...options, '--config', config, ...paths])
}

function ran(tool: string, program: string, args: string[]): Finding {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  const missing = `${tool} is not installed: scripts/install-servers brings what the tests need`
  return { tool, ok: status === 0, said: error ? missing : `${stdout}\n${stderr}` }
}

/** The one on PATH where it is of this version, else one from PyPI, kept beside the packages of npm. */
function zizmorProgram(): string {
  const onPath = spawnSync('zizmor', ['--version'], { encoding: 'utf8' })
  if (onPath.stdout?.includes(zizmorVersion)) return 'zizmor'
  const folder = resolve('node_modules/.cache', `zizmor-${zizmorVersion}`)
  const program = join(folder, 'bin', 'zizmor')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  const options = ['--quiet', '--disable-pip-version-check', '--root-user-action', 'ignore', '--target', folder]
  try {
    execFileSync('python3', ['-m', 'pip', 'install', ...options, `zizmor==${zizmorVersion}`], { stdio: 'inherit' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    const cure = `pipx install zizmor==${zizmorVersion}, or python3 with pip and a way to PyPI`
    throw new Error(`the workflows were not checked, because zizmor cannot be installed: ${cure}`, { cause: error })
  }
  return program
}
