import { readFileSync } from 'node:fs';

/** What a process holds in memory, in MiB, looked at twice a second. */
export class Memory {
  private readonly seen: number[] = [];
  private timer?: NodeJS.Timeout;

  constructor(private readonly pid: number) {}

  now(): number {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1_024;
  }

  watch(): void {
    this.timer = setInterval(() => this.seen.push(this.now()), 500);
  }

  most(): number {
    return Math.max(...this.seen);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
