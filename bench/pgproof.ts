import { startCommand } from '../src/main.ts'

/** The command from its source, for profiles whose names can be read. */
await startCommand()
