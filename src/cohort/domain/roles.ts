import type { FieldProblem } from '../../shared/errors';

/** Both roles in one person; null is not known, and is never read as no. */
export interface Roles {
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
}

/** Somebody known to be at risk of neither does not belong in the cohort. */
export const neitherRole = ({ isExperiencing, isPerpetrating }: Roles): FieldProblem[] =>
  isExperiencing === false && isPerpetrating === false
    ? [
        {
          field: 'isExperiencing',
          message: 'Somebody at risk of neither does not belong in the cohort: select yes or not known for one of them',
        },
      ]
    : [];
