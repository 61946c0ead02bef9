import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { dayInLondon } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import {
  decidedErasures,
  dueRecords,
  type DueRow,
  type ErasureRow,
  erasuresOfCase,
  type HoldRow,
  MOST_SHOWN,
  oneErasure,
  openHolds,
  retentionRules,
  type RuleRow,
  waitingErasures,
} from './retention.queries';

export interface RetentionWork {
  due: DueRow[];
  hasMore: boolean;
  waiting: ErasureRow[];
  decided: ErasureRow[];
}

/** What governance works through: references, rules and days, nothing of a case. */
@Injectable()
export class RetentionLists {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  async work(actor: Actor): Promise<RetentionWork> {
    this.rules.ensureMay(actor, 'ask', 'Erasure', {});
    const [due, waiting, decided] = await this.reader.read<[DueRow, ErasureRow, ErasureRow]>(
      actor,
      { act: 'erasures.listed', subjectType: 'erasure' },
      dueRecords(dayInLondon(this.clock.now())),
      waitingErasures(),
      decidedErasures(),
    );
    return { due: due.slice(0, MOST_SHOWN), hasMore: due.length > MOST_SHOWN, waiting, decided };
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<ErasureRow> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'erasure.read', subjectType: 'erasure', subjectId: id };
    const row = await this.reader.one<ErasureRow>(actor, entry, oneErasure(id));
    if (!row) throw new NotFound();
    return row;
  }

  /** The last request about a case its reader has loaded (which wrote the audit row). */
  ofCase(actor: Actor, individualId: string): Promise<ErasureRow | undefined> {
    return this.reader.one<ErasureRow>(actor, undefined, erasuresOfCase(individualId));
  }

  async holds(actor: Actor): Promise<HoldRow[]> {
    this.rules.ensureMay(actor, 'place', 'LegalHold', {});
    return this.reader.many<HoldRow>(actor, { act: 'legal_holds.listed', subjectType: 'legal_hold' }, openHolds());
  }

  async periods(actor: Actor): Promise<RuleRow[]> {
    this.rules.ensureMay(actor, 'change', 'RetentionRule', {});
    const entry = { act: 'retention_rules.listed', subjectType: 'retention_rule' };
    return this.reader.many<RuleRow>(actor, entry, retentionRules());
  }
}
