import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import type { LastKnown } from './domain/standing-band';
import type { Axis } from './domain/tool-definition';
import type { KeptAnswers } from './kept-screening';

interface Asked {
  individualId: string;
  screenedOn: Day;
  answers: KeptAnswers;
}

/**
 * The last band of each axis that a screening of that day or before gave or held up, with the day it was given. The
 * same answers sent again by the same person are no earlier screening: they would stand over themselves.
 */
export async function lastKnown(tx: Transaction, { individualId, screenedOn, answers }: Asked): Promise<LastKnown> {
  const asked = [individualId, screenedOn, tx.actor.userId, JSON.stringify(answers), tx.now];
  const [found] = await tx.query<LastKnown>(LAST_KNOWN, asked);
  return found ?? { exploitation: null, violence: null };
}

const lastOn = (axis: Axis): string => `
  SELECT jsonb_build_object('band', coalesce(s.judged_${axis}_band, s.${axis}_band), 'on',
           CASE WHEN s.result #>> '{${axis},stands,band}' = coalesce(s.judged_${axis}_band, s.${axis}_band)
             THEN s.result #>> '{${axis},stands,on}' ELSE s.screened_on::text END)
    FROM screenings s
   WHERE s.individual_id = $1 AND s.screened_on <= $2
     AND coalesce(s.judged_${axis}_band, s.${axis}_band) <> 'not_enough_known'
     AND NOT (s.screened_on = $2 AND s.screened_by = $3 AND s.answers = $4::jsonb
       AND s.recorded_at > $5::timestamptz - interval '1 hour')
   ORDER BY s.screened_on DESC, s.recorded_at DESC, s.id DESC LIMIT 1`;

const LAST_KNOWN = `SELECT (${lastOn('exploitation')}) AS exploitation, (${lastOn('violence')}) AS violence`;
