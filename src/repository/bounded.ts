/**
 * Works on items several at a time: at most so many, and at most so many bytes of them; one is always let through. After a failure nothing more is
 * begun, and the first one is thrown when what was under way has ended.
 */
export async function bounded<T>(
  items: Iterable<T>,
  most: { puts: number; bytes: number },
  bytesOf: (item: T) => number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  let bytes = 0
  for (const item of items) {
    const own = bytesOf(item)
    while (running.size > 0 && (running.size >= most.puts || bytes + own > most.bytes)) await Promise.race(running)
    if (failures.length > 0) break
    bytes += own
    const task: Promise<void> = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        running.delete(task)
        bytes -= own
      })
    running.add(task)
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
}
