import { Injectable } from '@nestjs/common';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { CohortHistory } from '../cohort-history';
import { IdentificationMethods } from '../method/methods';
import { PlaceForecasts } from '../place-forecasts';
import { ProposedEntries } from '../proposed-entry';
import { inEntryForm } from './from-referral';
import { type CohortFormsModel, presentCohortForms, type TypedCohort } from './present-cohort-forms';

/** What the forms of a decision about the cohort are made of, for those who may decide. */
@Injectable()
export class CohortPages {
  constructor(
    private readonly proposed: ProposedEntries,
    private readonly headers: CaseHeaders,
    private readonly history: CohortHistory,
    private readonly methods: IdentificationMethods,
    private readonly forecasts: PlaceForecasts,
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
    const method = await this.methods.inForce(actor);
    const forecast = current && (await this.forecasts.of(actor, individualId, current));
    return presentCohortForms(header, current, { ...shown, method, forecast });
  }

  /** The form of an entry before anybody types: what the accepted referral says, where the actor sits on the panel that read it. */
  async entry(actor: Actor, individualId: string): Promise<CohortFormsModel> {
    const empty = await this.form(actor, individualId, { typed: {}, isStale: false });
    if (empty.current) return empty;
    // What the page shows of the person is one reading of them, and the form has just written it down.
    const found = await this.proposed.of(actor, individualId);
    return found ? { ...empty, typed: inEntryForm(found.entry), fromReferral: found.reference } : empty;
  }
}
