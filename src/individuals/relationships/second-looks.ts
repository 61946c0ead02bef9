import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type WorkCount, WorkCounts } from '../../web/work-counts';
import { secondLookPaths } from '../paths';
import { type RelationshipRow, relationshipsOf } from './relationships.queries';
import {
  type DueLookRow,
  dueLooks,
  dueLooksCount,
  type DueLooksCountRow,
  type SecondLookRow,
  secondLooksOf,
} from './second-looks.queries';

/** What is to be looked at again: of one case, of all the reader answers for, and how many. */
@Injectable()
export class SecondLooks implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly counts: WorkCounts,
  ) {}

  onModuleInit(): void {
    this.counts.add((actor) => this.counted(actor));
  }

  /** The caller has loaded the case header. */
  async ofCase(
    actor: Actor,
    individualId: string,
  ): Promise<{ relationships: RelationshipRow[]; looks: SecondLookRow[] }> {
    const [relationships, looks] = await this.reader.read<[RelationshipRow, SecondLookRow]>(
      actor,
      undefined,
      relationshipsOf(actor, individualId),
      secondLooksOf(actor, individualId),
    );
    return { relationships, looks };
  }

  async due(actor: Actor, cursor: unknown): Promise<CursorPage<DueLookRow>> {
    const entry = { act: 'individual.second_looks_listed', subjectType: 'individual_relationship' };
    const statement = dueLooks(actor, this.clock.today(), decodeCursor(cursor, 2), PAGE_SIZE);
    return pageOf(await this.reader.many<DueLookRow>(actor, entry, statement), (row) => [row.review_on, row.id]);
  }

  private async counted(actor: Actor): Promise<WorkCount | null> {
    if (!hasRole(actor, 'manager', 'panel_chair')) return null;
    const statement = dueLooksCount(actor, this.clock.today());
    const found = await this.reader.one<DueLooksCountRow>(actor, undefined, statement);
    const { count, late } = found ?? { count: 0, late: 0 };
    return {
      count,
      label: late > 0 ? `To look at again, ${late} late` : 'To look at again',
      tagClasses: late > 0 ? 'govuk-tag--red' : 'govuk-tag--grey',
      isOverdue: late > 0,
      href: secondLookPaths.due,
      linkText: 'Relationships to look at again',
    };
  }
}
