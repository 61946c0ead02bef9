import type { AbsenceKind } from '../absence.entity';

export const ABSENCE_WORDS: Record<AbsenceKind, string> = {
  leave: 'Leave',
  sickness: 'Sickness',
  long_leave: 'Long leave, for example parental leave',
  other: 'Something else',
};
