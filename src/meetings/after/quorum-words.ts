import { govTime } from '../../web/format-date';
import { agencyKindsInWords } from '../room/quorum-now';
import { presentQuorum } from '../room/present-room';
import type { MinutesPage } from './minutes-page';

/** Since when the meeting was quorate, as it changed while it was open, and what a correction of attendance makes of it. */
export function quorumWords(page: MinutesPage): string {
  const { quorums, after } = page;
  if (after.closed_at !== null && after.started_at === null)
    return 'Quorum was not established: the meeting was never opened';
  if (quorums.length === 0) return presentQuorum(page).words;
  return [...quorumsAsRecorded(page), ...quorumAsCorrected(page)].join('. ');
}

const quorumsAsRecorded = ({ quorums, after }: MinutesPage): string[] =>
  quorums.map(({ missing, since }, at) => {
    const until = quorums[at + 1]?.since ?? after.closed_at;
    const time = until === null ? `since ${govTime(since)}` : `from ${govTime(since)} to ${govTime(until)}`;
    return missing.length === 0 ? `Quorate ${time}` : `Not quorate ${time}: nobody from ${agencyKindsInWords(missing)}`;
  });

/** What a correction of attendance makes of it: the decisions stand, and whoever reads them knows with whom they were taken. */
function quorumAsCorrected({ attenders, room }: MinutesPage): string[] {
  if (attenders.every((one) => one.corrected_to === null)) return [];
  const standing = attenders.map((one) => ({ ...one, status: one.corrected_to ?? one.status }));
  const { words } = presentQuorum({ room, attenders: standing });
  return [`With the attendance as corrected: ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`];
}
