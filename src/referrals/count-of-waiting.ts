import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { type WorkCount, WorkCounts } from '../web/work-counts';
import { referralPaths } from './paths';
import { triageCount } from './referrals.queries';

/** Referrals that wait for the panel, on the page where its chair looks for what is late. */
@Injectable()
export class CountOfWaiting implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly counts: WorkCounts,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.count(actor));
  }

  private async count(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'panel_chair')) return null;
    const found = await this.reader.one<{ waiting: number; late: number }>(
      actor,
      undefined,
      triageCount(actor, this.clock.today()),
    );
    const { waiting, late } = found ?? { waiting: 0, late: 0 };
    return {
      count: waiting,
      label: late > 0 ? `To triage, ${late} late` : 'To triage',
      tagClasses: late > 0 ? 'govuk-tag--red' : 'govuk-tag--grey',
      isOverdue: late > 0,
      href: referralPaths.list,
      linkText: 'Referrals that wait for triage',
    };
  }
}
