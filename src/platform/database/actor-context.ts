import type { Actor } from '../access';

/** Sets who is acting for row-level security, for this transaction only (the third argument of set_config). */
export const ACTOR_CONTEXT_SQL = `SELECT set_config('app.user_id', $1, true), set_config('app.agency_id', $2, true),
  set_config('app.agency_kind', $3, true), set_config('app.roles', $4, true), set_config('app.access_keys', $5, true)`;

export const actorContextValues = (actor: Actor): string[] => [
  actor.userId,
  actor.agencyId,
  actor.agencyKind,
  `{${actor.roles.join(',')}}`,
  `{${actor.accessKeys.join(',')}}`,
];
