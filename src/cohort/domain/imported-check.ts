import type { Day } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay } from '../../shared/working-days';

/**
 * Nobody is in the cohort on a score alone. Whoever a sheet brought in has no dated evidence and no criterion yet, so the panel checks
 * them within the time that a plan takes, and not after the six months of a decision.
 */
const CHECK_WORKING_DAYS = 20;

export const importedCheckDueOn = (importedOn: Day, isWorking: IsWorkingDay): Day =>
  addWorkingDays(importedOn, CHECK_WORKING_DAYS, isWorking);
