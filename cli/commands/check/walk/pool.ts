/** Works through a queue that grows while it is worked through, several at once. */
export async function workThrough<T>(queue: T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  while (queue.length || running.size) {
    while (queue.length && running.size < atOnce) {
      const task: Promise<void> = work(queue.shift()!).finally(() => running.delete(task));
      running.add(task);
    }
    await Promise.race(running);
  }
}
