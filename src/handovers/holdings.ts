import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { isLongAbsence } from '../users';
import type { AwaySoon, Candidate, Held } from './domain/held';
import { type CandidateRow, candidates, type HeldFilter, type HeldRow, heldThings } from './held.queries';

/** Asks as the actor: inside a verb's transaction, or through the reader for a page. */
export type Ask = <Row extends Record<string, unknown>>(statement: Statement) => Promise<Row[]>;

/** One thing the actor may hand on, with what a page says about it. */
export interface Holding extends Held {
  row: HeldRow;
}

/** What people hold that the actor may hand on. */
@Injectable()
export class Holdings {
  constructor(private readonly rules: AccessRules) {}

  async of(ask: Ask, actor: Actor, filter: HeldFilter): Promise<Holding[]> {
    return (await this.inSight(ask, actor, filter)).things;
  }

  /** What the actor may hand on, and beside it what they see and others hand on. */
  async inSight(ask: Ask, actor: Actor, filter: HeldFilter): Promise<{ things: Holding[]; others: Holding[] }> {
    const rows = await ask<HeldRow & Record<string, unknown>>(heldThings(actor, filter));
    const all = rows.map(holdingOf);
    const may = (holding: Holding): boolean => this.rules.may(actor, 'hand_on', 'Held', asAsked(holding));
    return { things: all.filter(may), others: all.filter((holding) => !may(holding)) };
  }

  async candidates(ask: Ask, actor: Actor, things: Held[], today: Day): Promise<Candidate[]> {
    const cases = [...new Set(things.flatMap(({ individualId }) => individualId ?? []))];
    const rows = await ask<CandidateRow & Record<string, unknown>>(candidates(actor, cases, today));
    return rows.map((row) => candidateOf(row, today));
  }
}

/** As the policy asks about it. */
const asAsked = (held: Held) => ({
  ...held,
  row: undefined,
  isAgencyInvolved: held.accessKeys.includes(held.agencyId),
});

const holdingOf = (row: HeldRow): Holding => ({
  kind: row.kind,
  thingId: row.thing_id,
  individualId: row.individual_id,
  panelId: row.panel_id,
  holderId: row.holder_id,
  agencyId: row.agency_id,
  agencyKind: row.agency_kind,
  holderRoles: row.holder_roles,
  isHolderMissing: row.gone !== null || row.is_away,
  isOpenCase: row.is_open_case,
  isRestricted: row.is_restricted,
  accessKeys: row.access_keys,
  visibility: row.visibility,
  visibleTo: row.visible_to,
  row,
});

const candidateOf = (row: CandidateRow, today: Day): Candidate => ({
  id: row.id,
  name: row.name,
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  agencyKind: row.agency_kind,
  roles: row.roles,
  openCases: row.open_cases,
  workedWith: row.worked_with,
  onCases: row.on_cases,
  panels: row.panels,
  takesMail: row.takes_mail,
  awaySoon: awaySoonOf(row, today),
});

const awaySoonOf = ({ away_from: from, away_until: until }: CandidateRow, today: Day): AwaySoon | null =>
  from === null ? null : { from: from === today ? null : from, until, isLong: isLongAbsence(from, until) };
