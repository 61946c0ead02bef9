import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../access';
import { Clock } from '../../shared/clock';
import { Reader } from '../database';

interface ActorRow {
  user_id: string;
  display_name: string;
  email: string;
  status: string;
  roles: Role[];
  agency_id: string;
  agency_name: string;
  agency_kind: string;
  access_keys: string[];
  open_grants: string[];
}

/** Who is behind a token, as they are now, and how far it reaches: null for all that they may do. */
export interface TokenHolder {
  actor: Actor;
  scopes: readonly string[] | null;
}

/** Loads who somebody is now, at every request and for every job: a change of role or agency takes effect at once. */
@Injectable()
export class Actors {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The actor, or undefined when the account is disabled or gone. */
  async load(userId: string): Promise<Actor | undefined> {
    const [row] = await this.reader.lookUp<ActorRow>({
      name: 'actor-for-user',
      text: 'SELECT a.*, open_grants(a.user_id, $2) AS open_grants FROM actor_for_user($1) a',
      values: [userId, this.clock.now()],
    });
    return row && actorOf(row);
  }

  /** Whose token it is, and who they are now, in one question: every request of a program asks it. */
  async behind(tokenHash: Buffer): Promise<TokenHolder | undefined> {
    const [row] = await this.reader.lookUp<ActorRow & { scopes: string[] | null }>({
      name: 'actor-behind-token',
      text: `SELECT a.*, open_grants(a.user_id, $2) AS open_grants, h.scopes
               FROM token_holder($1, $2) h CROSS JOIN LATERAL actor_for_user(h.user_id) a`,
      values: [tokenHash, this.clock.now()],
    });
    const actor = row && actorOf(row);
    return actor && { actor, scopes: row.scopes };
  }
}

function actorOf(row: ActorRow): Actor | undefined {
  if (row.status !== 'active') return undefined;
  return {
    userId: row.user_id,
    displayName: row.display_name,
    email: row.email,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    agencyKind: row.agency_kind,
    roles: row.roles,
    accessKeys: [...row.access_keys, ...row.open_grants],
    openGrants: row.open_grants,
  };
}
