import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { type WorkCount, WorkCounts } from '../web/work-counts';
import { type Holding, Holdings } from './holdings';
import { handoverPaths } from './paths';

/** What is left with somebody who is gone: the work list, and its count on the manager's page. */
@Injectable()
export class CountOfGone implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly holdings: Holdings,
    private readonly clock: Clock,
    private readonly counts: WorkCounts,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.count(actor));
  }

  heldByGone(actor: Actor): Promise<Holding[]> {
    return this.gone(actor, { act: 'handovers.listed', subjectType: 'handover' });
  }

  /** Without an entry only to count: a number shows nothing of a case, and no list was opened. */
  private gone(actor: Actor, entry?: { act: string; subjectType: string }): Promise<Holding[]> {
    const filter = { today: this.clock.today(), onlyGone: true };
    return this.holdings.of((statement) => this.reader.many(actor, entry, statement), actor, filter);
  }

  private async count(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'manager', 'panel_chair')) return null;
    const { length: count } = await this.gone(actor);
    return {
      count,
      label: 'Holder gone',
      tagClasses: count > 0 ? 'govuk-tag--red' : 'govuk-tag--grey',
      isOverdue: count > 0,
      href: handoverPaths.list,
      linkText: 'Held by somebody who is gone',
    };
  }
}
