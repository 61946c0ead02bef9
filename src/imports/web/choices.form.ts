import { Invalid } from '../../shared/errors';
import { NEW_PERSON, type ImportChoices } from '../domain/choices';

const KEY = /^[0-9a-f-]{1,64}$/;

/** The answers of the preview's form. A question that was left alone keeps the answer it had. */
export function choicesOf(body: Record<string, unknown>): Partial<ImportChoices> {
  const owners: ImportChoices['owners'] = {};
  const samePeople: ImportChoices['samePeople'] = {};
  const alreadyRecorded: ImportChoices['alreadyRecorded'] = {};
  const withoutDateOfBirth: ImportChoices['withoutDateOfBirth'] = {};
  for (const [name, value] of Object.entries(body)) {
    const [group = '', key = ''] = name.split('.');
    if (['_csrf', 'submissionId', 'version', 'rowsAsked'].includes(name) || value === '') continue;
    if (typeof value !== 'string' || !KEY.test(key)) throw unknownField(name);
    if (group === 'owners') owners[key] = value === 'nobody' ? null : value;
    else if (group === 'samePeople' && (value === 'one_person' || value === 'different_people'))
      samePeople[key] = value;
    else if (group === 'alreadyRecorded' && (value === NEW_PERSON || KEY.test(value))) alreadyRecorded[key] = value;
    else if (group === 'withoutDateOfBirth' && value === 'yes') withoutDateOfBirth[key] = true;
    else throw unknownField(name);
  }
  // A box without its tick is not sent, so the form says which boxes it showed.
  const asked = typeof body['rowsAsked'] === 'string' ? body['rowsAsked'].split(',') : [];
  for (const row of asked) if (KEY.test(row)) withoutDateOfBirth[row] ??= false;
  return { owners, samePeople, alreadyRecorded, withoutDateOfBirth };
}

const unknownField = (field: string): Invalid =>
  new Invalid([{ field, message: 'Select one of the answers on this page' }]);
