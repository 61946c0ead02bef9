import type { ActionRow } from './actions.queries';

/** A row as the policy asks about it. */
export const closeableOf = (row: ActionRow) => ({
  ownerId: row.owner_id,
  ownerAgencyId: row.owner_agency_id,
  visibility: row.visibility,
  visibleTo: row.visible_to,
  accessKeys: row.access_keys,
});
