import { load } from 'cheerio';
import type { MadeCase } from '../../factories';
import type { PageClient } from '../../support/test-app';

/** A review as it is typed. */
const typed = {
  personViewAnswer: 'agrees',
  personView: 'It is <better> than before & I said so.',
  summary: 'Everybody is in touch.',
  'heldOn-day': '20',
  'heldOn-month': '11',
  'heldOn-year': '2026',
  'attendees[0][name]': 'Ms Demo',
  'attendees[0][attended]': 'yes',
  'attendees[0][contribution]': 'School report',
  decision: 'continue',
  rationale: 'It works.',
};

export const paths = ({ individualId }: MadeCase) => ({
  list: `/individuals/${individualId}/reviews`,
  form: `/individuals/${individualId}/reviews/new`,
});

/** Fills in the form, presses a button of it, and gives back the next page. */
export const press = (client: PageClient, made: MadeCase, step: string, changed: Record<string, string> = {}) =>
  client.submit(paths(made).list, { ...typed, ...changed, step }, paths(made).form);

/** Presses a button of a page that carries its answers in hidden fields. */
export const pressOn = (client: PageClient, made: MadeCase, page: string, step: string) => {
  const $ = load(page);
  const hidden = $(`main form[action="${paths(made).list}"] input[type=hidden]`).toArray();
  const fields = Object.fromEntries(hidden.map((input) => [$(input).attr('name'), String($(input).attr('value'))]));
  return client.post(paths(made).list, { ...fields, step });
};
