import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { type EarlierBand, earlierBandSql } from './last-known-band';

export interface CaseFacts {
  screened_on: Day | null;
  exploitation_band: string | null;
  violence_band: string | null;
  earlier_exploitation: EarlierBand | null;
  earlier_violence: EarlierBand | null;
  plan_submitted_by: string | null;
  /** The manager who passed the open plan on to the panel. */
  plan_passed_on_by: string | null;
  open_actions: number;
  overdue_actions: number;
  address: string | null;
  education: string | null;
  communication_needs: string | null;
}

/** The facts of the overview that other slices hold, in one statement. */
@Injectable()
export class CaseOverview {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async load(actor: Actor, individualId: string): Promise<CaseFacts | undefined> {
    return this.reader.one<CaseFacts>(actor, undefined, {
      name: 'case-overview',
      text: `
        SELECT i.communication_needs, c.screened_on, coalesce(c.judged_exploitation_band, c.exploitation_band) AS exploitation_band,
               coalesce(c.judged_violence_band, c.violence_band) AS violence_band,
               ${earlierBandSql('exploitation')} AS earlier_exploitation,
               ${earlierBandSql('violence')} AS earlier_violence,
               (SELECT p.submitted_by FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS plan_submitted_by,
               (SELECT p.manager_approved_by FROM plans p WHERE p.individual_id = i.id AND p.status <> 'closed') AS plan_passed_on_by,
               (SELECT count(*) FROM actions a WHERE a.individual_id = i.id AND a.status = 'open') AS open_actions,
               (SELECT count(*) FROM actions a WHERE a.individual_id = i.id AND a.status = 'open'
                 AND a.due_on < $3::date) AS overdue_actions,
               (SELECT d.lines || coalesce(', ' || d.postcode, '') FROM individual_addresses d
                 WHERE d.individual_id = i.id AND d.until_on IS NULL AND d.withdrawn_at IS NULL ORDER BY d.recorded_at DESC LIMIT 1) AS address,
               (SELECT coalesce(e.setting, e.status) FROM individual_education e
                 WHERE e.individual_id = i.id AND e.until_on IS NULL AND e.withdrawn_at IS NULL ORDER BY e.recorded_at DESC LIMIT 1) AS education
          FROM individuals i
          LEFT JOIN LATERAL (SELECT * FROM screenings c WHERE c.individual_id = i.id
                              ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1) c ON true
         WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
      values: [individualId, actor.accessKeys, this.clock.today()],
    });
  }
}
