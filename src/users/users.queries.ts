import type { Role } from '../platform/access';
import type { Statement } from '../platform/database';

export interface UserRow {
  id: string;
  display_name: string;
  job_title: string | null;
  email: string;
  roles: Role[];
  status: 'active' | 'disabled';
  agency_id: string;
  agency_name: string;
  version: number;
}

/** People with an account, by name; the service's own user is nobody. */
export const users = (after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'users',
  text: `SELECT u.id, u.display_name, u.job_title, u.email, u.roles, u.status, u.agency_id, a.name AS agency_name, u.version
           FROM users u JOIN agencies a ON a.id = u.agency_id
          WHERE u.status <> 'system' AND ($1::text IS NULL OR (u.display_name, u.id) > ($1, $2::uuid))
          ORDER BY u.display_name, u.id LIMIT $3`,
  values: [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export interface RolesToSettleRow {
  id: string;
  display_name: string;
  roles: Role[];
}

/** Accounts that held roles together before these were kept apart. */
export const rolesToSettle: Statement = {
  name: 'roles-to-settle',
  text: `SELECT u.id, u.display_name, u.roles FROM users u
          WHERE u.status <> 'system' AND roles_that_count(u.roles) <> u.roles ORDER BY u.display_name, u.id`,
};

export const userCursor = (row: UserRow): string[] => [row.display_name, row.id];

export interface UserPageRow extends UserRow {
  disabled_reason: string | null;
  /** The newest invitation: when it was made, and when it was used, if it was. */
  invited_at: Date | null;
  accepted_at: Date | null;
}

/** One person with an account; the link's columns are an administrator's to see, and empty for others. */
export const oneUser = (id: string): Statement => ({
  name: 'one-user',
  text: `SELECT u.id, u.display_name, u.job_title, u.email, u.roles, u.status, u.agency_id, a.name AS agency_name, u.version,
                u.disabled_reason, l.made_at AS invited_at, l.used_at AS accepted_at
           FROM users u JOIN agencies a ON a.id = u.agency_id
           LEFT JOIN LATERAL (SELECT made_at, used_at FROM account_links
                               WHERE user_id = u.id AND kind = 'invitation' ORDER BY made_at DESC LIMIT 1) l ON true
          WHERE u.id = $1 AND u.status <> 'system'`,
  values: [id],
});

/** How much somebody holds, without a word about whom. */
export interface HeldCountRow {
  parts: number;
  actions: number;
  seats: number;
  /** Of these, in an agency that they left. */
  elsewhere: number;
}

export interface ToldRow {
  recipient: string;
  agency: string;
  told_at: Date;
}

/** For an administrator, who sees no case. */
export const heldBy = (id: string): Statement => ({
  name: 'held-by-person',
  text: 'SELECT h.parts, h.actions, h.seats, h.elsewhere FROM held_by_person($1) h',
  values: [id],
});

/** Who was told to hand it on. */
export const toldOf = (id: string): Statement => ({
  name: 'told-of-person',
  text: 'SELECT t.recipient, t.agency, t.told_at FROM told_of_person($1) t',
  values: [id],
});

export interface AgencyChoiceRow {
  id: string;
  name: string;
}

export const agencyChoices: Statement = {
  name: 'agencies-to-belong-to',
  text: 'SELECT id, name FROM agencies WHERE is_active ORDER BY name, id',
};
