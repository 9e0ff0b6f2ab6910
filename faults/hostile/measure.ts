/** Loaded before the product by `node --import`: at the end it writes its peak memory, in bytes, into the file FAULTS_PEAK. */
import { writeFileSync } from 'node:fs'

process.once('exit', () => {
  const { FAULTS_PEAK: file } = process.env
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024))
})
