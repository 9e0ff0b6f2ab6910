type Environment = Record<string, string | undefined>

/** What no other process is to inherit: whatever is pgproof's own, inputs, and passwords. */
const OURS = /^(?:PGPROOF_|INPUT_|PGPASSWORD$|AWS_SECRET_ACCESS_KEY$|AWS_SESSION_TOKEN$|GITHUB_TOKEN$|GH_TOKEN$)/

/**
 * Takes the environment out of the process and returns it as it was. Every child is given an environment made for it, but libraries start some
 * of their own (a cache its tar, a profile of AWS its credential_process), and those inherit what is left.
 */
export function takeEnvironment(environment: NodeJS.ProcessEnv): Environment {
  const taken = { ...environment }
  for (const name of Object.keys(taken)) if (OURS.test(name)) delete environment[name]
  return taken
}
