/** Chance that comes out the same every time, so that the demonstration can be talked about: mulberry32. */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from least to most, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<Thing>(things: readonly Thing[]): Thing {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined) throw new RangeError('Nothing to choose from.');
    return thing;
  }

  /** Picks by weight: `[['high', 3], ['low', 1]]` gives high three times in four. */
  weighted<Thing>(choices: readonly (readonly [Thing, number])[]): Thing {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [thing, weight] of choices) {
      left -= weight;
      if (left < 0) return thing;
    }
    return this.pick(choices)[0];
  }

  some<Thing>(things: readonly Thing[], count: number): Thing[] {
    const pool = [...things];
    return Array.from({ length: Math.min(count, pool.length) }, () =>
      pool.splice(this.between(0, pool.length - 1), 1),
    ).flat();
  }
}
