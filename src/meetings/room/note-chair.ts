import type { Transaction } from '../../platform/database';
import { dayInLondon, dayInWords } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { govTime } from '../../web/format-date';
import type { LoadedMeeting } from '../load-meeting';
import type { AddEntry } from './add-entry';

/** Those who sit on the panel now: whoever chairs or minutes hears every case. */
export async function seatedOn(tx: Transaction, panelId: string): Promise<(userId: string) => boolean> {
  const seated = await tx.query<{ userId: string }>(
    `SELECT m.user_id AS "userId" FROM panel_members m JOIN users u ON u.id = m.user_id AND u.status = 'active'
      WHERE m.panel_id = $1 AND m.ended_at IS NULL AND u.roles && ARRAY['panel_member','panel_chair']`,
    [panelId],
  );
  return (id) => seated.some(({ userId }) => userId === id);
}

export const whoChairsSits = (sits: boolean) =>
  sits ? [] : [{ field: 'chairId', message: 'Select who chairs from the people on the panel' }];

/** @throws Invalid for somebody without a seat on the panel */
export async function ensureChairSits(tx: Transaction, panelId: string, chairId: string): Promise<void> {
  const problems = whoChairsSits((await seatedOn(tx, panelId))(chairId));
  if (problems.length > 0) throw new Invalid(problems);
}

interface NamedChair {
  meeting: LoadedMeeting;
  chairId: string;
  /** Where no chair was there to name them. */
  reason?: string | null;
}

/** In the audit whoever is named; in the minutes, which name one chair, that it is not the panel's own or was somebody else before. */
export async function noteChair(
  tx: Transaction,
  addEntry: AddEntry,
  { meeting, chairId, reason = null }: NamedChair,
): Promise<void> {
  const from = meeting.chairedBy;
  if (from === chairId) return;
  await tx.audit({
    act: 'meeting.chair_named',
    subjectType: 'user',
    subjectId: chairId,
    fields: reason === null ? ['chairId'] : ['chairId', 'reason'],
  });
  const people = await tx.query<{ id: string; name: string; isChair: boolean }>(
    `SELECT id, display_name AS name, 'panel_chair' = ANY (roles) AS "isChair" FROM users WHERE id = ANY ($1::uuid[])`,
    [[from, chairId].filter((id) => id !== null)],
  );
  const to = people.find((one) => one.id === chairId);
  const before = people.find((one) => one.id === from);
  if (!to || (to.isChair && !before && reason === null)) return;
  const said = chairWords(tx, { to, before, isOpened: meeting.isOpened });
  const text = reason === null ? said : `${said} No chair of the panel was there to name anybody: ${reason}`;
  await addEntry.within(tx, { meetingId: meeting.id, kind: 'information', text });
}

function chairWords(
  tx: Transaction,
  { to, before, isOpened }: { to: { name: string }; before: { name: string } | undefined; isOpened: boolean },
): string {
  if (isOpened && before) return `${to.name} chairs from ${govTime(tx.now)}. Until then ${before.name} did.`;
  const instead = before ? `, and not ${before.name}` : ' in the place of the panel’s chair';
  const at = `${govTime(tx.now)} on ${dayInWords(dayInLondon(tx.now))}`;
  return `${to.name} chairs this meeting${instead}: named by ${tx.actor.displayName} at ${at}.`;
}
