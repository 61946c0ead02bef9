import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { hasRole } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, NotAllowed } from '../shared/errors';
import { newId } from '../shared/ids';
import { Agency, type AgencyKind } from './agency.entity';

export interface NewAgency {
  name: string;
  kind: AgencyKind;
}

/** Two agencies of one name would be mistaken for each other when an action is given to one of them. */
export class AgencyNameTaken extends Invalid {
  constructor() {
    super([{ field: 'name', message: 'There is already an agency with this name' }]);
  }
}

@Injectable()
export class AddAgency {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotAllowed for anyone but an administrator, AgencyNameTaken */
  run(actor: Actor, agency: NewAgency, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, agency), submission);
  }

  async within(tx: Transaction, agency: NewAgency): Promise<{ id: string }> {
    if (!hasRole(tx.actor, 'administrator')) throw new NotAllowed();
    const taken = await tx.query('SELECT 1 FROM agencies WHERE lower(name) = lower($1)', [agency.name]);
    if (taken.length > 0) throw new AgencyNameTaken();
    const id = newId();
    await tx.insert(Agency, { ...agency, id, createdAt: tx.now });
    await tx.audit({ act: 'agency.added', subjectType: 'agency', subjectId: id });
    return { id };
  }
}
