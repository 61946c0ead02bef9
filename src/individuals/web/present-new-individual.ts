import type { DayBoxes, TypedFields } from '../../web/page-model';
import { casePaths, duplicatePaths } from '../paths';
import type { MatchModel } from '../duplicates/web/present-duplicates';
import type { AddIndividualForm } from './add-individual.form';

/** The form that adds a person, with what was typed when it comes back. */
export const presentNewIndividual = (
  typed: TypedFields<keyof AddIndividualForm | DayBoxes<'dateOfBirth'>>,
  matches: MatchModel[] = [],
) => ({
  typed,
  matches,
  shown: matches.map(({ id }) => id).join(' '),
  checkAction: duplicatePaths.check,
  backHref: casePaths.list,
});

export type NewIndividualModel = ReturnType<typeof presentNewIndividual>;
