import { Injectable } from '@nestjs/common';
import { type CaseHeader, caseHeader, caseHeaderOf, type CaseHeaderRow } from '../individuals';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { PAGE_SIZE } from '../platform/http';
import { type PlanContent, planContentOf, type PlanContentRows, planStatements } from '../plans';
import { Clock } from '../shared/clock';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { type ReviewRow, reviewsOfCase } from './reviews.queries';

export interface CaseFile {
  header: CaseHeader;
  plan: PlanContent | null;
  reviews: ReviewRow[];
}

/** Who it is about, the whole plan and the newest reviews, with one audit row, in one message to the database. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or not the actor's to see */
  async load(actor: Actor, individualId: string): Promise<CaseFile> {
    if (!isId(individualId)) throw new NotFound();
    const [headers, reviews, ...plan] = await this.reader.read<[CaseHeaderRow, ReviewRow, ...PlanContentRows]>(
      actor,
      { act: 'individual.case_file_read', subjectType: 'individual', subjectId: individualId, individualId },
      caseHeader(actor, individualId),
      reviewsOfCase(actor, individualId, { limit: PAGE_SIZE }),
      ...planStatements(actor, individualId),
    );
    const [header] = headers;
    if (!header) throw new NotFound();
    return { header: caseHeaderOf(header, this.clock.today()), plan: planContentOf(plan), reviews };
  }
}
