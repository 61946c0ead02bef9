import { Injectable } from '@nestjs/common';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { CohortHistory } from '../cohort-history';
import { IdentificationMethods } from '../method/methods';
import { type CohortFormsModel, presentCohortForms, type TypedCohort } from './present-cohort-forms';

/** What the forms of a decision about the cohort are made of, for those who may decide. */
@Injectable()
export class CohortPages {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly history: CohortHistory,
    private readonly methods: IdentificationMethods,
    private readonly rules: AccessRules,
  ) {}

  async form(
    actor: Actor,
    individualId: string,
    shown: { typed: TypedCohort; isStale: boolean },
  ): Promise<CohortFormsModel> {
    const header = await this.headers.load(actor, individualId, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const current = (await this.history.of(actor, individualId)).find((row) => row.ended_on === null);
    return presentCohortForms(header, current, { ...shown, method: await this.methods.inForce(actor) });
  }
}
