import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { addDays, type Day } from '../shared/day';
import { managesCaseSql } from './managers-of-case';
import { type EarlierBand, earlierBandSql } from './last-known-band';
import { gapsOfUnsentChangesSql } from './unsent-changes';
import { restsOnBandSql } from './rests-on-band';

export interface CaseFacts {
  screened_on: Day | null;
  exploitation_band: string | null;
  violence_band: string | null;
  earlier_exploitation: EarlierBand | null;
  earlier_violence: EarlierBand | null;
  plan_submitted_by: string | null;
  /** The manager who passed the open plan on to the panel. */
  plan_passed_on_by: string | null;
  /** The plan waits for a manager, and none but who sent it could approve it. */
  nobody_approves: boolean;
  /** A live plan says more than its edition: how many of its risks and needs nothing answers. Null where it says no more. */
  unsent_gaps: number | null;
  open_actions: number;
  overdue_actions: number;
  /** By when the first of the reader's own is due, where that is soon or was. */
  own_action_due_on: Day | null;
  address: string | null;
  education: string | null;
  communication_needs: string | null;
  /** The oldest that the panel takes in whose cohort they are; null outside it. */
  oldest_age: number | null;
  /** In the cohort by a spreadsheet's word alone: by when that is to be checked. */
  band_alone_check_by: Day | null;
  /** The last decision that they do not enter the cohort. */
  refused_on: Day | null;
  /** Overdue, or due soon. */
  owed: OwedRow[];
}

export interface OwedRow {
  kind: 'judgement' | 'screening' | 'validation';
  due_on: Day;
  /** Of a lower band: who judged it, and does not agree to it themselves. */
  screened_by: string | null;
}

/** What is due further away than this waits until it is next. */
const SOON_DAYS = 14;

/** The facts of the overview that other slices hold, in one statement. */
@Injectable()
export class CaseOverview {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async load(actor: Actor, individualId: string): Promise<CaseFacts | undefined> {
    const facts = await this.reader.one<Omit<CaseFacts, 'owed'>>(actor, undefined, {
      name: 'case-overview',
      text: `
        SELECT i.communication_needs,
               (SELECT p.oldest_age FROM cohort_memberships m JOIN panels p ON p.id = m.panel_id
                 WHERE m.individual_id = i.id AND m.ended_on IS NULL) AS oldest_age,
               (SELECT working_day_on_or_before(coalesce(m.validate_by, (m.started_on + interval '6 months')::date)) FROM cohort_memberships m
                 WHERE m.individual_id = i.id AND m.ended_on IS NULL AND ${restsOnBandSql('m')}) AS band_alone_check_by,
               (SELECT max(d.decided_on) FROM cohort_decisions d WHERE d.individual_id = i.id AND d.outcome = 'not_entered') AS refused_on,
               c.screened_on, coalesce(c.judged_exploitation_band, c.exploitation_band) AS exploitation_band,
               coalesce(c.judged_violence_band, c.violence_band) AS violence_band,
               ${earlierBandSql('exploitation')} AS earlier_exploitation,
               ${earlierBandSql('violence')} AS earlier_violence,
               (SELECT p.submitted_by FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS plan_submitted_by,
               (SELECT p.manager_approved_by FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS plan_passed_on_by,
               EXISTS (SELECT FROM plans p WHERE p.individual_id = i.id AND p.status = 'awaiting_approval'
                  AND NOT EXISTS (SELECT FROM users u WHERE u.id <> p.submitted_by AND ${managesCaseSql('u', 'i')})) AS nobody_approves,
               ${gapsOfUnsentChangesSql('i')} AS unsent_gaps,
               (SELECT count(*) FROM actions a WHERE a.individual_id = i.id AND a.status = 'open') AS open_actions,
               (SELECT count(*) FROM actions a WHERE a.individual_id = i.id AND a.status = 'open'
                 AND a.due_on < $3::date) AS overdue_actions,
               (SELECT min(a.due_on) FROM actions a WHERE a.individual_id = i.id AND a.status = 'open' AND a.owner_id = $4
                 AND a.due_on <= $5::date) AS own_action_due_on,
               (SELECT d.lines || coalesce(', ' || d.postcode, '') FROM individual_addresses d
                 WHERE d.individual_id = i.id AND d.until_on IS NULL AND d.withdrawn_at IS NULL ORDER BY d.recorded_at DESC LIMIT 1) AS address,
               (SELECT coalesce(e.setting, e.status) FROM individual_education e
                 WHERE e.individual_id = i.id AND e.until_on IS NULL AND e.withdrawn_at IS NULL ORDER BY e.recorded_at DESC LIMIT 1) AS education
          FROM individuals i
          LEFT JOIN LATERAL (SELECT * FROM screenings c WHERE c.individual_id = i.id
                              ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1) c ON true
         WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
      values: [individualId, actor.accessKeys, this.clock.today(), actor.userId, this.soon()],
    });
    return facts && { ...facts, owed: await this.owed(actor, individualId) };
  }

  private soon(): Day {
    return addDays(this.clock.today(), SOON_DAYS);
  }

  private owed(actor: Actor, individualId: string): Promise<OwedRow[]> {
    return this.reader.many<OwedRow>(actor, undefined, {
      name: 'case-overview-owed',
      text: `
        SELECT DISTINCT ON (o.kind) o.kind, o.due_on, s.screened_by
          FROM obligations_of($1::date, ARRAY[$2::uuid]) o
          JOIN individuals i ON i.id = o.individual_id AND i.access_keys && $3::uuid[]
          LEFT JOIN screenings s ON o.kind = 'judgement' AND s.id = o.subject_id
         WHERE o.kind IN ('judgement','screening','validation') ORDER BY o.kind, o.due_on`,
      values: [this.soon(), individualId, actor.accessKeys],
    });
  }
}
