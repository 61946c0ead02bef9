import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { type WorkCount, WorkCounts } from '../../web/work-counts';
import { cohortDecisionPaths } from '../paths';
import { type CohortWorkCount, cohortWorkCount } from './on-band-alone.queries';

/** People whose referral was accepted and about whom nobody has decided, and who is in on a band alone: on the manager's page and the panel's. */
@Injectable()
export class CountOfDecisions implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly counts: WorkCounts,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.count(actor), 'panel_home');
  }

  private async count(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'manager', 'panel_member', 'panel_chair')) return null;
    const statement = cohortWorkCount(actor, this.clock.today());
    const {
      waiting,
      late,
      on_band: onBand,
    } = (await this.reader.one<CohortWorkCount>(actor, undefined, statement)) ?? NONE;
    const label = late > 0 ? `To decide about the cohort, ${late} late` : 'To decide about the cohort';
    return {
      count: waiting + onBand,
      label: onBand > 0 ? `${label}; ${onBand} in on a band alone` : label,
      tagClasses: late > 0 ? 'govuk-tag--red' : 'govuk-tag--grey',
      isOverdue: late > 0,
      href: cohortDecisionPaths.list,
      linkText:
        onBand > 0
          ? 'Accepted people who wait for a cohort decision, and people who are in on a spreadsheet’s band alone'
          : 'Accepted people who wait for a cohort decision',
    };
  }
}

const NONE: CohortWorkCount = { waiting: 0, late: 0, on_band: 0 };
