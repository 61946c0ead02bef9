import type { DayBoxes, TypedFields } from '../../web/page-model';
import { casePaths } from '../paths';
import type { AddIndividualForm } from './add-individual.form';

/** The form that adds a person, with what was typed when it comes back. */
export const presentNewIndividual = (typed: TypedFields<keyof AddIndividualForm | DayBoxes<'dateOfBirth'>>) => ({
  typed,
  backHref: casePaths.list,
});

export type NewIndividualModel = ReturnType<typeof presentNewIndividual>;
