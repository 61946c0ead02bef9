import { Injectable } from '@nestjs/common';
import { type CaseHeader, CaseHeaders } from '../../individuals';
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
    return this.pageOf(actor, await this.headers.load(actor, id, 'people.read'), typed, isStale);
  }

  /** On a page that has read the person already. */
  async pageOf(actor: Actor, header: CaseHeader, typed: TypedRefusal, isStale: boolean): Promise<RefusalModel> {
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const owed = await this.reader.one<OwedDecisionRow>(actor, undefined, owedDecisionOf(actor, header.id));
    return presentRefusal(header, { owed, typed, isStale });
  }
}
