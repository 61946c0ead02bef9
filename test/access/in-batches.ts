/** So many at once, and the next as soon as one is done. */
export async function inBatches<Item>(
  items: readonly Item[],
  at: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
