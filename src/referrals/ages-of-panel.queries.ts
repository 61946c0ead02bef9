import type { Statement } from '../platform/database';

/** Of the panel that is named, otherwise of the one a referral goes to when none is: the partnership's first that works cases. */
export const agesOfPanel = (panelId: string | null): Statement => ({
  name: 'ages-of-panel',
  text: `SELECT p.name AS panel, p.youngest_age AS youngest, p.oldest_age AS oldest FROM panels p
          WHERE $1::uuid IS NULL OR p.id = $1 ORDER BY (p.level = 'bronze') DESC, p.created_at, p.id LIMIT 1`,
  values: [panelId],
});
