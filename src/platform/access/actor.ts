export const ROLES = [
  'practitioner',
  'manager',
  'panel_member',
  'panel_chair',
  'analyst',
  'governance',
  'administrator',
] as const;

export type Role = (typeof ROLES)[number];

/** The person on whose behalf something is read or changed. Every verb and query takes one first. */
export interface Actor {
  userId: string;
  displayName: string;
  email: string;
  agencyId: string;
  agencyName: string;
  agencyKind: string;
  roles: Role[];
  /** Own id, agency where a manager, panels sat on, open break-glass grants: what the access_keys of a record are compared with. */
  accessKeys: string[];
  /** The break-glass grants among the access keys: they open a record to be read, and to nothing else. */
  openGrants?: string[];
  requestId?: string;
  address?: string;
}

/** The named user behind scheduled work (system_user_id() in the database). It sees no case. */
export const SYSTEM_USER_ID = '00000000-0000-7000-8000-000000000001';
export const PARTNERSHIP_AGENCY_ID = '00000000-0000-7000-8000-000000000002';

export const SYSTEM_ACTOR: Actor = {
  userId: SYSTEM_USER_ID,
  displayName: 'The service',
  email: '',
  agencyId: PARTNERSHIP_AGENCY_ID,
  agencyName: 'The partnership',
  agencyKind: 'partnership',
  roles: [],
  accessKeys: [SYSTEM_USER_ID],
};

export const hasRole = (actor: Actor, ...wanted: Role[]): boolean => wanted.some((role) => actor.roles.includes(role));
