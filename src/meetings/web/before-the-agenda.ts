import { type Day, daysBetween } from '../../shared/day';
import type { BusinessRow } from '../room/room.queries';

/** Who was referred and is not in the cohort yet is no case of the agenda: how many wait, and how long. */
export function referralsWords({ referrals, oldest_referral_on }: BusinessRow, today: Day): string {
  if (referrals === 0 || oldest_referral_on === null) return '';
  const days = daysBetween(oldest_referral_on, today);
  const howLong = days === 0 ? 'since today' : days === 1 ? 'for 1 day' : `for ${days} days`;
  return referrals === 1
    ? `1 referral waits for a decision, ${howLong}`
    : `${referrals} referrals wait for a decision, the oldest ${howLong}`;
}

/** Who was accepted comes to the agenda; of whom it has not (a later one has them, or the panel's rules leave them out), how many. */
export function acceptedWords({ accepted }: BusinessRow): string {
  if (accepted === 0) return '';
  return accepted === 1
    ? '1 accepted person waits for a cohort decision and is not on this agenda'
    : `${accepted} accepted people wait for a cohort decision and are not on this agenda`;
}
