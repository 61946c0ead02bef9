import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { LineReminders, type LineRemindersModel } from '../entries/line-reminders';
import { riskById, type RiskRow, risks, type ScoreRow, scoresOf } from './risks.queries';

export interface OneRisk {
  risk: RiskRow;
  scores: ScoreRow[];
  reminders: LineRemindersModel;
  mayKeep: boolean;
  mayScore: boolean;
}

/** Reads the risk register. It holds no case, so no reading is audited. */
@Injectable()
export class RiskReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly lineReminders: LineReminders,
  ) {}

  all(actor: Actor): Promise<RiskRow[]> {
    return this.reader.many<RiskRow>(actor, undefined, risks());
  }

  /** @throws NotFound when it is not there */
  async one(actor: Actor, id: string): Promise<OneRisk> {
    if (!isId(id)) throw new NotFound();
    const [[risk], scores] = await this.reader.read<[RiskRow, ScoreRow]>(actor, undefined, riskById(id), scoresOf(id));
    if (!risk) throw new NotFound();
    const line = { agencyId: risk.agency_id, ownerIds: [risk.owner_id] };
    this.rules.ensureMay(actor, 'read', 'RegisterLine', line);
    const isOpen = risk.closed_on === null;
    const mayKeep = isOpen && this.rules.may(actor, 'keep', 'RegisterLine', line);
    const mayScore = isOpen && this.rules.may(actor, 'say_progress', 'RegisterLine', line);
    const reminders = await this.lineReminders.of(actor, 'risk_review', id, isOpen ? risk.review_due_on : null);
    return { risk, scores, reminders, mayKeep, mayScore };
  }

  mayAdd(actor: Actor): boolean {
    return this.rules.may(actor, 'keep', 'RegisterLine', { agencyId: actor.agencyId });
  }
}
