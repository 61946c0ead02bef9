import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import type { AuditEntry } from '../platform/audit';
import { Reader } from '../platform/database';
import { ageOn } from '../shared/age';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { LeadsElsewhere, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { exemptionWords } from './case-words';
import { caseHeader, type CaseHeaderRow, mergedRecord, type MergedRecordRow } from './individuals.queries';
import type { Tier } from './tier';
import { type UrgentAccess, urgentAccessOf } from './urgent-access';

export interface ResponsiblePerson {
  id: string;
  name: string;
  /** Their account ended, or they moved to another agency: the case is named to somebody who cannot open it. */
  hasGone: boolean;
}

/** What stands at the top of every page of a case, and what its pages decide by. */
export interface CaseHeader {
  id: string;
  reference: string;
  name: string;
  dateOfBirth: Day | null;
  age: number | null;
  aliases: string[];
  isRestricted: boolean;
  accessKeys: string[];
  version: number;
  tier: Tier | null;
  strand: string | null;
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  inCohortSince: Day | null;
  /** When they came into the cohort, or the plan they had since was closed: a plan is owed from then. */
  planOwedFrom: Day | null;
  /** A referral was accepted and nobody has decided whether they enter the cohort: by when. */
  decisionDueOn: Day | null;
  /** Null while in the cohort, and for somebody who never was. */
  leftCohortOn: Day | null;
  leadProfessional: ResponsiblePerson | null;
  planOwner: ResponsiblePerson | null;
  /** `isReturned`: a manager sent it back, and nobody has sent it again. */
  plan: { id: string; status: string; isReturned: boolean } | null;
  nextReviewDueOn: Day | null;
  /** The review cannot be held for a while: why in a few words, and the last day of that. */
  reviewExemption: { words: string; until: Day } | null;
  /** The reader's own urgent access, while it lasts. */
  breakGlass: UrgentAccess | null;
}

@Injectable()
export class CaseHeaders {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * The head of a case, with the one audit row of whoever is looking at which page of it, and at which record there.
   * @throws NotFound when it is not there or not the actor's to see
   */
  async load(
    actor: Actor,
    individualId: string,
    act: AuditEntry['act'] = 'individual.read',
    subject: Pick<AuditEntry, 'subjectType' | 'subjectId'> = { subjectType: 'individual', subjectId: individualId },
  ): Promise<CaseHeader> {
    if (!isId(individualId)) throw new NotFound();
    const entry = { act, ...subject, individualId };
    const row = await this.reader.one<CaseHeaderRow>(actor, entry, caseHeader(actor, individualId));
    if (!row) throw await this.notThere(actor, individualId);
    return caseHeaderOf(row, this.clock.today());
  }

  /** Not there, not yours, or merged into a record that is. */
  private async notThere(actor: Actor, individualId: string): Promise<NotFound> {
    const row = await this.reader.one<MergedRecordRow>(actor, undefined, mergedRecord(individualId));
    return row ? new LeadsElsewhere(individualId, row.id, row.reference) : new NotFound();
  }
}

export const caseHeaderOf = (row: CaseHeaderRow, today: Day): CaseHeader => ({
  id: row.id,
  reference: row.reference,
  name: fullName(row),
  dateOfBirth: row.date_of_birth,
  age: row.date_of_birth === null ? null : ageOn(row.date_of_birth, today),
  aliases: row.aliases,
  isRestricted: row.is_restricted,
  accessKeys: row.access_keys,
  version: row.version,
  tier: row.tier,
  strand: row.strand,
  isExperiencing: row.is_experiencing,
  isPerpetrating: row.is_perpetrating,
  inCohortSince: row.in_cohort_since,
  planOwedFrom: row.plan_owed_from,
  decisionDueOn: row.decision_due_on,
  leftCohortOn: row.in_cohort_since === null ? row.left_cohort_on : null,
  leadProfessional: person(row.lead_professional_id, row.lead_professional, row.lead_has_gone),
  planOwner: person(row.plan_owner_id, row.plan_owner, row.owner_has_gone),
  plan:
    row.plan_id === null || row.plan_status === null
      ? null
      : { id: row.plan_id, status: row.plan_status, isReturned: row.is_plan_returned },
  nextReviewDueOn: row.next_review_due_on,
  reviewExemption:
    row.review_exempt_kind === null || row.review_exempt_until === null
      ? null
      : { words: exemptionWords(row.review_exempt_kind), until: row.review_exempt_until },
  breakGlass: urgentAccessOf(row),
});

const person = (id: string | null, name: string | null, hasGone: boolean | null): ResponsiblePerson | null =>
  id === null || name === null ? null : { id, name, hasGone: hasGone === true };

/** The name a person goes by, then the family name where they have one. */
export const fullName = (row: { given_name: string; family_name: string; preferred_name: string | null }): string =>
  `${row.preferred_name ?? row.given_name} ${row.family_name}`.trim();
