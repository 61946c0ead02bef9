import { setTimeout as delay } from 'node:timers/promises';

/** Lets work begin no more often than so many times a minute, evenly: never a burst that a provider would refuse. */
export class Pace {
  private readonly apart: number;
  private free = 0;

  constructor(mostPerMinute: number) {
    this.apart = 60_000 / mostPerMinute;
  }

  async turn(): Promise<void> {
    const now = performance.now();
    const mine = Math.max(now, this.free);
    this.free = mine + this.apart;
    if (mine > now) await delay(mine - now);
  }
}
