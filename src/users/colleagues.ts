import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../platform/access';
import { Reader } from '../platform/database';

/** Somebody who can be named as an owner, a lead or an attendee. */
export interface Colleague {
  id: string;
  name: string;
  jobTitle: string | null;
  email: string;
  roles: Role[];
  agencyId: string;
  agencyName: string;
  agencyKind: string;
}

interface ColleagueRow {
  id: string;
  display_name: string;
  job_title: string | null;
  email: string;
  roles: Role[];
  agency_id: string;
  agency_name: string;
  agency_kind: string;
}

@Injectable()
export class Colleagues {
  constructor(private readonly reader: Reader) {}

  /** Every active person who works cases, by agency and name. No case content, so nothing is audited. */
  async list(actor: Actor): Promise<Colleague[]> {
    const rows = await this.reader.many<ColleagueRow>(actor, undefined, {
      name: 'colleagues',
      text: `SELECT u.id, u.display_name, u.job_title, u.email, u.roles, a.id AS agency_id, a.name AS agency_name, a.kind AS agency_kind
               FROM users u JOIN agencies a ON a.id = u.agency_id
              WHERE u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
              ORDER BY a.name, u.display_name, u.id`,
    });
    return rows.map((row) => ({
      id: row.id,
      name: row.display_name,
      jobTitle: row.job_title,
      email: row.email,
      roles: row.roles,
      agencyId: row.agency_id,
      agencyName: row.agency_name,
      agencyKind: row.agency_kind,
    }));
  }
}

/** Items of a GOV.UK select: "Name, job (agency)", with an empty first choice. */
export const colleagueChoices = (colleagues: Colleague[], chosen?: unknown) => [
  { value: '', text: 'Select a person', selected: !chosen },
  ...colleagues.map((person) => ({
    value: person.id,
    text: `${person.name}${person.jobTitle ? `, ${person.jobTitle}` : ''} (${person.agencyName})`,
    selected: person.id === chosen,
  })),
];
