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

/** Pages on which a count stands besides that of a manager. */
type Place = 'panel_home';

/** Counts that higher slices put on a page of another slice, which knows nothing of them: the manager's, and the panel's on demand. */
@Injectable()
export class WorkCounts {
  private readonly counters: { counter: Counter; also: Place[] }[] = [];

  add(counter: Counter, ...also: Place[]): void {
    this.counters.push({ counter, also });
  }

  /** All of them for the manager's page; elsewhere only what says it stands there: the others are not asked. */
  async of(actor: Actor, place?: Place): Promise<WorkCount[]> {
    const asked = this.counters.filter(({ also }) => place === undefined || also.includes(place));
    const counts = await Promise.all(asked.map(({ counter }) => counter(actor)));
    return counts.filter((count) => count !== null);
  }
}

@Global()
@Module({ providers: [WorkCounts], exports: [WorkCounts] })
export class WorkCountsModule {}
