import type { DayBoxes, TypedFields } from '../../web/page-model';
import { ADDRESS_WORDS, EDUCATION_WORDS } from '../identity-words';
import { ADDRESS_KINDS } from '../individual-address.entity';
import { EDUCATION_STATUSES } from '../individual-education.entity';
import { casePaths, duplicatePaths } from '../paths';
import type { MatchModel } from '../duplicates/web/present-duplicates';
import type { AddIndividualForm } from './add-individual.form';

/** The form that adds a person, with what was typed when it comes back. */
export const presentNewIndividual = (
  typed: TypedFields<keyof AddIndividualForm | DayBoxes<'dateOfBirth'>>,
  matches: MatchModel[] = [],
) => ({
  typed,
  addressKinds: ADDRESS_KINDS.map((value) => ({ value, text: ADDRESS_WORDS[value] })),
  educationStatuses: [
    { value: '', text: 'Select' },
    ...EDUCATION_STATUSES.map((value) => ({
      ...{ value, text: EDUCATION_WORDS[value] },
      selected: typed.educationStatus === value,
    })),
  ],
  matches,
  shown: matches.map(({ id }) => id).join(' '),
  checkAction: duplicatePaths.check,
  backHref: casePaths.list,
});

export type NewIndividualModel = ReturnType<typeof presentNewIndividual>;
