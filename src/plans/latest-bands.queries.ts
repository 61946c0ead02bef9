import { type EarlierBand, earlierBandSql } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';

export interface LatestBandsRow {
  screened_on: Day;
  exploitation_band: string;
  violence_band: string;
  earlier_exploitation: EarlierBand | null;
  earlier_violence: EarlierBand | null;
}

/** The bands a plan is approved in the light of: the judged ones where there are any. */
export const latestBands = (actor: Actor, individualId: string): Statement => ({
  name: 'latest-bands-of-plan',
  text: `
    SELECT c.screened_on, coalesce(c.judged_exploitation_band, c.exploitation_band) AS exploitation_band,
           coalesce(c.judged_violence_band, c.violence_band) AS violence_band,
           ${earlierBandSql('exploitation')} AS earlier_exploitation, ${earlierBandSql('violence')} AS earlier_violence
      FROM screenings c JOIN individuals i ON i.id = c.individual_id AND i.access_keys && $1::uuid[]
     WHERE c.individual_id = $2 ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1`,
  values: [actor.accessKeys, individualId],
});
