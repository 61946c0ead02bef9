import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { type WorkCount, WorkCounts } from '../../web/work-counts';
import { screeningPaths } from '../paths';
import { waitingCount, waitingJudgements, type WaitingRow } from './judgements.queries';

/** Lower bands that wait for a second person: the work list, and its count on the manager's page. */
@Injectable()
export class WaitingJudgements implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly counts: WorkCounts,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.count(actor));
  }

  async list(actor: Actor, cursor: unknown): Promise<CursorPage<WaitingRow>> {
    const entry = { act: 'screening_agreements.listed', subjectType: 'screening' };
    const statement = waitingJudgements(actor, decodeCursor(cursor, 2), PAGE_SIZE);
    const rows = await this.reader.many<WaitingRow>(actor, entry, statement);
    return pageOf(rows, (row) => [row.screened_on, row.id]);
  }

  private async count(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'manager', 'panel_member', 'panel_chair')) return null;
    const found = await this.reader.one<{ count: number }>(actor, undefined, waitingCount(actor));
    const count = found?.count ?? 0;
    return {
      count,
      label: 'Second person needed',
      tagClasses: count > 0 ? 'govuk-tag--yellow' : 'govuk-tag--grey',
      isOverdue: false,
      href: screeningPaths.waiting,
      linkText: 'Lower bands to agree',
    };
  }
}
