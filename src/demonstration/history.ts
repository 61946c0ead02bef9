import type { SettableClock } from '../shared/clock';

const MINUTE = 60_000;

type Happening = () => Promise<void>;

/**
 * Plays what happened in the order it happened, with the clock standing at each moment, so that two years of records,
 * audit and dates are made by the service's own verbs and not written by hand.
 */
export class History {
  private readonly waiting: { at: number; order: number; happen: Happening }[] = [];
  private added = 0;
  private reached = 0;

  constructor(
    private readonly clock: SettableClock,
    private readonly until: Date,
  ) {}

  /** Adds what happens at a moment; what lies after the end never happens. */
  at(moment: Date, happen: Happening): void {
    if (moment > this.until) return;
    this.added += 1;
    this.waiting.push({ at: moment.getTime(), order: this.added, happen });
  }

  /** Time passes while something happens; whatever else was to happen meanwhile comes after it: the clock never goes back. */
  pass(minutes: number): void {
    this.reached += minutes * MINUTE;
    this.clock.set(new Date(this.reached));
  }

  /** Plays everything, also what is added on the way; tells how far it is in time (0 to 1). */
  async play(progress: (share: number) => void): Promise<void> {
    this.waiting.sort(latestFirst);
    const start = this.waiting.at(-1)?.at ?? 0;
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
      const addedBefore = this.added;
      this.reached = Math.max(this.reached, next.at);
      this.clock.set(new Date(this.reached));
      await next.happen();
      if (this.added > addedBefore) this.waiting.sort(latestFirst);
      progress((next.at - start) / Math.max(1, this.until.getTime() - start));
    }
  }
}

const latestFirst = (a: { at: number; order: number }, b: { at: number; order: number }): number =>
  b.at - a.at || b.order - a.order;
