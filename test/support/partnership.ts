import { Algorithm, hash } from '@node-rs/argon2';
import { Client } from 'pg';
import {
  DEMONSTRATION_AGENCIES,
  DEMONSTRATION_PANEL,
  DEMONSTRATION_PASSWORD,
  DEMONSTRATION_USERS,
} from '../../src/demonstration/partnership';
import { newId } from '../../src/shared/ids';
import { seedIdentificationMethod } from './identification-method';

/** The ids of the people and bodies every test starts with. */
export interface Partnership {
  users: Record<string, string>;
  agencies: Record<string, string>;
  panelId: string;
}

/** Marks the hash that every test starts with: see `seedPartnership` and `TestApp`. */
const CHEAP = { algorithm: Algorithm.Argon2id, memoryCost: 8, timeCost: 1, parallelism: 1 };
export const isCheapHash = (hashed: string): boolean => hashed.startsWith('$argon2id$v=19$m=8,t=1,p=1$');

/** Puts the demonstration's agencies, accounts and panel into an empty test database, behind the rules. */
export async function seedPartnership(adminUrl: string): Promise<Partnership> {
  // Cheap on purpose: signing in is tested elsewhere, and a hundred tests sign in.
  const passwordHash = await hash(DEMONSTRATION_PASSWORD, CHEAP);
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const partnership: Partnership = { users: {}, agencies: {}, panelId: newId() };
  for (const agency of DEMONSTRATION_AGENCIES) {
    const id = (partnership.agencies[agency.key] = newId());
    await client.query('INSERT INTO agencies (id, name, kind, created_at) VALUES ($1, $2, $3, now())', [
      id,
      agency.name,
      agency.kind,
    ]);
  }
  for (const user of DEMONSTRATION_USERS) {
    const id = (partnership.users[user.email] = newId());
    await client.query(
      'INSERT INTO users (id, agency_id, display_name, job_title, email, roles, created_at) VALUES ($1, $2, $3, $4, $5, $6, now())',
      [id, partnership.agencies[user.agency], user.displayName, user.jobTitle, user.email, user.roles],
    );
    await client.query('INSERT INTO user_credentials (user_id, password_hash, changed_at) VALUES ($1, $2, now())', [
      id,
      passwordHash,
    ]);
  }
  await client.query('INSERT INTO panels (id, name, abbreviation, created_at) VALUES ($1, $2, $3, now())', [
    partnership.panelId,
    DEMONSTRATION_PANEL.name,
    DEMONSTRATION_PANEL.abbreviation,
  ]);
  for (const email of DEMONSTRATION_PANEL.members) {
    await client.query('INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES ($1, $2, $3, now())', [
      newId(),
      partnership.panelId,
      partnership.users[email],
    ]);
  }
  await seedIdentificationMethod(client, partnership.users['chair@mace.example']);
  await client.end();
  return partnership;
}

/** The ids of the partnership that is in a database already. */
export async function findPartnership(client: Client): Promise<Partnership> {
  const { rows: users } = await client.query<{ email: string; id: string }>('SELECT email, id FROM users');
  const { rows: agencies } = await client.query<{ name: string; id: string }>('SELECT name, id FROM agencies');
  const { rows: panels } = await client.query<{ id: string }>('SELECT id FROM panels WHERE name = $1', [
    DEMONSTRATION_PANEL.name,
  ]);
  const idOf = (name: string): string => agencies.find((agency) => agency.name === name)?.id ?? '';
  return {
    users: Object.fromEntries(users.map(({ email, id }) => [email, id])),
    agencies: Object.fromEntries(DEMONSTRATION_AGENCIES.map(({ key, name }) => [key, idOf(name)])),
    panelId: panels[0]?.id ?? '',
  };
}
