import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader, type Statement } from '../../platform/database';
import { Clock } from '../../shared/clock';
import { type BreakGlassUseRow, breakGlassUsesOfCase } from '../break-glass/break-glass.queries';

export interface RestrictionRow {
  reason: string;
  restricted_by: string;
  restricted_at: Date;
}

export interface PersonOfRecordRow {
  id: string;
  name: string;
  job_title: string | null;
  agency: string;
  is_named: boolean;
}

export interface LiftRequestRow {
  asked_by_id: string;
  asked_by: string;
  asked_at: Date;
  expires_at: Date;
  reason: string;
}

/** Who may see a record and why, and who looked by break-glass. */
export interface RecordAccessFacts {
  restriction: RestrictionRow | undefined;
  /** The named people of a restricted record first; then those on the case and those who answer for it. */
  people: PersonOfRecordRow[];
  liftRequest: LiftRequestRow | undefined;
  uses: BreakGlassUseRow[];
}

@Injectable()
export class RecordAccess {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The caller has loaded the case header, which wrote the audit row. */
  async of(actor: Actor, individualId: string): Promise<RecordAccessFacts> {
    const [restrictions, people, requests, uses] = await this.reader.read<
      [RestrictionRow, PersonOfRecordRow, LiftRequestRow, BreakGlassUseRow]
    >(
      actor,
      undefined,
      restrictionOf(actor, individualId),
      peopleOf(actor, individualId),
      liftRequestOf(actor, individualId, this.clock.now()),
      breakGlassUsesOfCase(actor, individualId),
    );
    return { restriction: restrictions[0], people, liftRequest: requests[0], uses };
  }
}

const restrictionOf = (actor: Actor, individualId: string): Statement => ({
  name: 'restriction-of-case',
  text: `SELECT r.reason, u.display_name AS restricted_by, r.restricted_at
           FROM individual_restrictions r JOIN users u ON u.id = r.restricted_by
           JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $2::uuid[]
          WHERE r.individual_id = $1 AND r.lifted_at IS NULL`,
  values: [individualId, actor.accessKeys],
});

const peopleOf = (actor: Actor, individualId: string): Statement => ({
  name: 'people-of-record',
  text: `
    WITH record AS (SELECT i.id, i.restricted_to FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[])
    SELECT u.id, u.display_name AS name, u.job_title, a.name AS agency, u.id = ANY (r.restricted_to) AS is_named
      FROM record r CROSS JOIN users u JOIN agencies a ON a.id = u.agency_id
     WHERE u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
       AND (u.id = ANY (r.restricted_to)
            OR EXISTS (SELECT 1 FROM assignments s WHERE s.individual_id = r.id AND s.ended_at IS NULL
                        AND (s.user_id = u.id OR s.agency_id = u.agency_id AND 'manager' = ANY (u.roles)))
            OR u.id = ANY ((SELECT panel_readers($1))::uuid[]))
     ORDER BY is_named DESC, u.display_name, u.id`,
  values: [individualId, actor.accessKeys],
});

const liftRequestOf = (actor: Actor, individualId: string, now: Date): Statement => ({
  name: 'lift-request-of-case',
  text: `SELECT q.asked_by AS asked_by_id, u.display_name AS asked_by, q.asked_at, q.expires_at, q.reason
           FROM two_person_requests q JOIN users u ON u.id = q.asked_by
           JOIN individuals i ON i.id = q.individual_id AND i.access_keys && $2::uuid[]
          WHERE q.individual_id = $1 AND q.act = 'lift_restriction' AND q.status = 'waiting' AND q.expires_at > $3`,
  values: [individualId, actor.accessKeys, now],
});
