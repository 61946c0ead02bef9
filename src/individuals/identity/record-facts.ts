import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { AddIdentifier } from '../add-identifier';
import { RecordAddress } from '../record-address';
import { RecordEducation } from '../record-education';
import { RecordStatus } from '../record-status';
import type { AddressForm, EducationForm, IdentifierForm, StatusForm } from './fact.form';

/** The verbs that record facts, given what the page and the API have read. */
@Injectable()
export class RecordFacts {
  constructor(
    private readonly addIdentifier: AddIdentifier,
    private readonly recordAddress: RecordAddress,
    private readonly recordEducation: RecordEducation,
    private readonly recordStatus: RecordStatus,
  ) {}

  identifier(actor: Actor, individualId: string, form: IdentifierForm, submission?: Submission) {
    const { keepUnverified = false, unverifiedBecause = null, kind, value, source } = form;
    const kept = { kind, value, source, unverifiedBecause: keepUnverified ? unverifiedBecause : null };
    return this.addIdentifier.run(actor, { individualId, ...kept }, submission);
  }

  address(actor: Actor, individualId: string, form: AddressForm, submission?: Submission) {
    const { postcode = null, placedIn = null, ...rest } = form;
    return this.recordAddress.run(actor, { individualId, ...rest, postcode, placedIn }, submission);
  }

  education(actor: Actor, individualId: string, form: EducationForm, submission?: Submission) {
    return this.recordEducation.run(actor, { individualId, ...form, setting: form.setting ?? null }, submission);
  }

  status(actor: Actor, individualId: string, form: StatusForm, submission?: Submission) {
    return this.recordStatus.run(actor, { individualId, ...form, detail: form.detail ?? null }, submission);
  }
}
