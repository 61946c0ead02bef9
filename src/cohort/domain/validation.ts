/** How long a cohort decision stands where no method says: as long as the reminders always took. */
export const VALIDATION_MONTHS = 6;
