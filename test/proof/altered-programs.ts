import type { Programs } from '../../src/postgres/programs.ts'

/** Programs of which one is run by a shell script: `"$0" "$@"` is what would have been run. */
export function altered(programs: Programs, program: string, script: string): Programs {
  return {
    major: programs.major,
    version: programs.version,
    from: programs.from,
    command: (name) => {
      const { command, args } = programs.command(name)
      return name === program ? { command: '/bin/sh', args: ['-c', script, command, ...args] } : { command, args }
    },
  }
}
