import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { type WorkCount, WorkCounts } from '../../web/work-counts';
import { Clock } from '../../shared/clock';
import { dayInLondon } from '../../shared/day';
import { answerBy } from '../domain/answer-by';
import { screeningPaths } from '../paths';
import { waitingCount, waitingJudgements, type WaitingRow } from './judgements.queries';

/** Lower bands that wait for a second person: the work list, and its count on the manager's page. */
@Injectable()
export class WaitingJudgements implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly counts: WorkCounts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.count(actor), 'panel_home');
  }

  async list(actor: Actor, cursor: unknown): Promise<CursorPage<WaitingRow>> {
    const entry = { act: 'screening_agreements.listed', subjectType: 'screening' };
    const statement = waitingJudgements(actor, decodeCursor(cursor, 2), PAGE_SIZE);
    const rows = await this.reader.many<WaitingRow>(actor, entry, statement);
    return pageOf(rows, (row) => [row.screened_on, row.id]);
  }

  private async count(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'manager', 'panel_member', 'panel_chair')) return null;
    const found = await this.reader.one<{ count: number; oldest: Date | null }>(actor, undefined, waitingCount(actor));
    const { count, oldest } = found ?? { count: 0, oldest: null };
    const isOverdue = oldest !== null && answerBy(dayInLondon(oldest)) < this.clock.today();
    return {
      count,
      label: isOverdue ? 'Second person needed, the oldest late' : 'Second person needed',
      tagClasses: isOverdue ? 'govuk-tag--red' : count > 0 ? 'govuk-tag--yellow' : 'govuk-tag--grey',
      isOverdue,
      href: screeningPaths.waiting,
      linkText: 'Lower bands to agree',
    };
  }
}
