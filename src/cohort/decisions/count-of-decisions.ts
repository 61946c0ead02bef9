import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { type WorkCount, WorkCounts } from '../../web/work-counts';
import { cohortDecisionPaths } from '../paths';
import { type OwedDecisionsCount, owedDecisionsCount } from './decisions.queries';

/** People whose referral was accepted and about whom nobody has decided: on the manager's page and the panel's. */
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
    const statement = owedDecisionsCount(actor, this.clock.today());
    const { waiting, late } = (await this.reader.one<OwedDecisionsCount>(actor, undefined, statement)) ?? NONE;
    return {
      count: waiting,
      label: late > 0 ? `To decide about the cohort, ${late} late` : 'To decide about the cohort',
      tagClasses: late > 0 ? 'govuk-tag--red' : 'govuk-tag--grey',
      isOverdue: late > 0,
      href: cohortDecisionPaths.list,
      linkText: 'Accepted people who wait for a cohort decision',
    };
  }
}

const NONE: OwedDecisionsCount = { waiting: 0, late: 0 };
