import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { type AssignmentRow, assignmentsOfCase } from './assignments.queries';

/** Who is and was responsible for one case. The caller has audited the reading of the case. */
@Injectable()
export class CaseAssignments {
  constructor(private readonly reader: Reader) {}

  of(actor: Actor, individualId: string): Promise<AssignmentRow[]> {
    return this.reader.many<AssignmentRow>(actor, undefined, assignmentsOfCase(actor, individualId));
  }
}
