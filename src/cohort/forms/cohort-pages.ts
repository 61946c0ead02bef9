import { Injectable } from '@nestjs/common';
import { type CaseHeader, CaseHeaders } from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { CohortHistory } from '../cohort-history';
import { IdentificationMethods } from '../method/methods';
import { PlaceForecasts } from '../place-forecasts';
import { ProposedEntries } from '../proposed-entry';
import { inEntryForm } from './from-referral';
import { type CohortFormsModel, presentCohortForms, type TypedCohort } from './present-cohort-forms';

interface Shown {
  typed: TypedCohort;
  isStale: boolean;
}

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

  /** What the page shows of the person is one reading of them, which is written down here. */
  async form(actor: Actor, individualId: string, shown: Shown): Promise<CohortFormsModel> {
    return this.formOf(actor, await this.headers.load(actor, individualId, 'people.read'), shown);
  }

  /** On a page that has read the person already. */
  async formOf(actor: Actor, header: CaseHeader, shown: Shown): Promise<CohortFormsModel> {
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    const current = (await this.history.of(actor, header.id)).find((row) => row.ended_on === null);
    const method = await this.methods.inForce(actor);
    const forecast = current && (await this.forecasts.of(actor, header.id, current));
    return presentCohortForms(header, current, { ...shown, method, forecast });
  }

  /** The form of an entry before anybody types: what the accepted referral says, where the actor sits on the panel that read it. */
  async entry(actor: Actor, individualId: string): Promise<CohortFormsModel> {
    return this.entryOf(actor, await this.headers.load(actor, individualId, 'people.read'));
  }

  /** On a page that has read the person already. */
  async entryOf(actor: Actor, header: CaseHeader): Promise<CohortFormsModel> {
    const empty = await this.formOf(actor, header, { typed: {}, isStale: false });
    if (empty.current) return empty;
    const found = await this.proposed.of(actor, header.id);
    return found ? { ...empty, typed: inEntryForm(found.entry), fromReferral: found.reference } : empty;
  }
}
