import { Refusal } from '../../shared/errors';

export const FORM_EXPIRED = 'form-expired';

/** The form's token is not of this session: it stood open too long, or it was not ours. */
export class FormExpired extends Refusal {
  readonly status = 403;
  readonly code = FORM_EXPIRED;

  constructor() {
    super('This page was open for too long, so nothing was saved.');
  }
}
