import { Injectable } from '@nestjs/common';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { owedDecisionOf, type OwedDecisionRow } from './decisions.queries';
import { presentRefusal, type RefusalModel, type TypedRefusal } from './present-decisions';

/** What the form is made of on which it is decided that somebody does not enter, for those who may decide. */
@Injectable()
export class RefusalPages {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly rules: AccessRules,
  ) {}

  async page(actor: Actor, id: string, typed: TypedRefusal = {}, isStale = false): Promise<RefusalModel> {
    const header = await this.headers.load(actor, id, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const owed = await this.reader.one<OwedDecisionRow>(actor, undefined, owedDecisionOf(actor, id));
    return presentRefusal(header, { owed, typed, isStale });
  }
}
