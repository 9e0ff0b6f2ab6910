import { startAgeWorker } from './index.js'
await startAgeWorker()
