import { Injectable } from '@nestjs/common';
import { AddAgency } from '../agencies';
import { type Actor, SYSTEM_ACTOR } from '../platform/access';
import { Reader, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { AddUser } from '../users';
import {
  DEMONSTRATION_AGENCIES,
  DEMONSTRATION_COLLEAGUES,
  DEMONSTRATION_LEAD,
  DEMONSTRATION_PANEL,
  DEMONSTRATION_PANEL_MEMBERS,
  DEMONSTRATION_PASSWORD,
  DEMONSTRATION_USERS,
} from './partnership';

/** The service itself, allowed to set up the partnership it finds empty. */
const FOUNDER: Actor = { ...SYSTEM_ACTOR, roles: ['administrator'] };

export interface LoadedPartnership {
  users: Record<string, string>;
  panelId: string;
}

/** Makes the agencies, accounts and panel of the demonstration. */
@Injectable()
export class LoadPartnership {
  constructor(
    private readonly addAgency: AddAgency,
    private readonly addUser: AddUser,
    private readonly transactions: Transactions,
    private readonly reader: Reader,
  ) {}

  /** Nobody has set up anything: no agency but the service's own. */
  async isEmpty(): Promise<boolean> {
    const rows = await this.reader.many(FOUNDER, undefined, {
      name: 'any-agency',
      text: `SELECT 1 FROM agencies WHERE kind <> 'partnership' LIMIT 1`,
    });
    return rows.length === 0;
  }

  /** The fictional people are here, from an earlier start. */
  async isLoaded(): Promise<boolean> {
    const rows = await this.reader.many(FOUNDER, undefined, {
      name: 'demonstration-account',
      text: 'SELECT 1 FROM users WHERE email = $1',
      values: [DEMONSTRATION_USERS[0]?.email],
    });
    return rows.length === 1;
  }

  async run(): Promise<LoadedPartnership> {
    const agencies: Record<string, string> = {};
    for (const { key, ...agency } of DEMONSTRATION_AGENCIES) {
      agencies[key] = (await this.addAgency.run(FOUNDER, agency)).id;
    }
    const users: Record<string, string> = {};
    const people = [
      ...[...DEMONSTRATION_USERS, ...DEMONSTRATION_PANEL_MEMBERS, DEMONSTRATION_LEAD].map((user) => ({
        ...user,
        password: DEMONSTRATION_PASSWORD,
      })),
      ...DEMONSTRATION_COLLEAGUES,
    ];
    for (const { agency, ...person } of people) {
      const agencyId = agencies[agency];
      if (agencyId === undefined) throw new RangeError(`No demonstration agency ${agency}`);
      users[person.email] = (await this.addUser.run(FOUNDER, { ...person, agencyId })).id;
    }
    return { users, panelId: await this.addPanel(users) };
  }

  private addPanel(users: Record<string, string>): Promise<string> {
    return this.transactions.act(FOUNDER, async (tx) => {
      const panelId = newId();
      const { name, abbreviation, members } = DEMONSTRATION_PANEL;
      await tx.query('INSERT INTO panels (id, name, abbreviation, created_at) VALUES ($1, $2, $3, $4)', [
        panelId,
        name,
        abbreviation,
        tx.now,
      ]);
      for (const email of members) {
        await tx.query('INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES ($1, $2, $3, $4)', [
          newId(),
          panelId,
          users[email],
          tx.now,
        ]);
      }
      await tx.audit({ act: 'panel.added', subjectType: 'panel', subjectId: panelId });
      return panelId;
    });
  }
}
