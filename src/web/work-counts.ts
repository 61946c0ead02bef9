import { Global, Injectable, Module } from '@nestjs/common';
import type { Actor } from '../platform/access';

/** One count on a manager's page, with the list it counts. */
export interface WorkCount {
  count: number;
  label: string;
  tagClasses: string;
  isOverdue: boolean;
  href: string;
  linkText: string;
}

type Counter = (actor: Actor) => Promise<WorkCount | null>;

/** Counts that higher slices put on the manager's page of a lower one, which knows nothing of them. */
@Injectable()
export class WorkCounts {
  private readonly counters: Counter[] = [];

  add(counter: Counter): void {
    this.counters.push(counter);
  }

  async of(actor: Actor): Promise<WorkCount[]> {
    const counts = await Promise.all(this.counters.map((counter) => counter(actor)));
    return counts.filter((count) => count !== null);
  }
}

@Global()
@Module({ providers: [WorkCounts], exports: [WorkCounts] })
export class WorkCountsModule {}
