import { TooManySignIns } from './passwords';

const MOST_WAITING = 50;

/**
 * Sign-ins to one account from one place happen one after the other: each is counted before it is checked, and ten that
 * are right at the same moment must not look like ten that are wrong.
 */
export class InTurn {
  private readonly lines = new Map<string, { last: Promise<unknown>; length: number }>();

  /** @throws TooManySignIns when the line is too long */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= MOST_WAITING) throw new TooManySignIns();
    const mine = line.last.then(work, work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.lines.set(key, { last: settled, length: line.length + 1 });
    try {
      return await mine;
    } finally {
      const now = this.lines.get(key);
      if (now && now.length > 1) this.lines.set(key, { ...now, length: now.length - 1 });
      else this.lines.delete(key);
    }
  }
}
