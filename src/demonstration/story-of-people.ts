import { AddIndividual, AddRelationship, ChampionFamily, type NewRelationship } from '../individuals';
import type { Transaction } from '../platform/database';
import { addDays, type Day, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const LEAD = 'lead@scf.example';
const DAY = 86_400_000;

/**
 * What was said weeks ago about people around the lead's first case, with days to look again that have come: one is
 * late, one comes within the fortnight.
 */
export function tellOfPeople(stage: Stage, history: History, until: Date): void {
  history.at(new Date(until.getTime() - 45 * DAY), () =>
    stage.sitting(LEAD, async (tx) => {
      // Somebody whose review is missed stays in the cohort to the end of the story.
      const first = (await leadsCases(tx)).find(({ id }) => stage.overlooked.includes(id));
      if (!first) return;
      const today = dayInLondon(until);
      const add = stage.verb(AddRelationship);
      await add.within(tx, doubted(first.id, 'Man who waits outside the college', addDays(today, -6)));
      await add.within(tx, doubted(first.id, 'Woman who calls herself Auntie', addDays(today, 8)));
    }),
  );
}

const doubted = (individualId: string, name: string, reviewOn: Day): NewRelationship => ({
  individualId,
  kind: 'suspected_exploiter',
  name,
  detail: 'Seen twice by a neighbour. Nobody knows what is wanted.',
  source: 'Neighbour, by telephone',
  basis: 'allegation',
  reliability: 'untested',
  reviewOn,
});

/** Somebody else on a case of the family says that they speak for it too: a conflict for a manager to settle. */
export async function contestFamily(stage: Stage): Promise<void> {
  const [other] = await stage.sitting(LEAD, (tx) =>
    tx.query<{ individualId: string; email: string }>(
      `SELECT m.individual_id AS "individualId", u.email
         FROM family_champion_claims c
         JOIN family_members m ON m.family_id = c.family_id AND m.left_at IS NULL
         JOIN assignments a ON a.individual_id = m.individual_id AND a.ended_at IS NULL AND a.user_id <> c.user_id
         JOIN users u ON u.id = a.user_id
        WHERE c.user_id = $1 AND c.status = 'champion' ORDER BY m.joined_at, m.individual_id, u.email LIMIT 1`,
      [tx.actor.userId],
    ),
  );
  if (!other) return;
  await stage.sitting(other.email, (tx) =>
    stage.verb(ChampionFamily).claimWithin(tx, {
      individualId: other.individualId,
      reason: 'I write both plans, and their mother rings me first.',
    }),
  );
}

/** The same person once more, as a hurried colleague would write them: names changed about, day and month too where they can be. */
export async function addSecondRecord(stage: Stage): Promise<void> {
  await stage.sitting(LEAD, async (tx) => {
    const person = (await leadsCases(tx)).find(({ born }) => born !== null);
    if (!person?.born) return;
    const [year, month, day] = person.born.split('-');
    const canSwap = day !== month && Number(day) <= 12;
    await stage.verb(AddIndividual).within(tx, {
      givenName: person.familyName,
      familyName: person.givenName,
      dateOfBirth: canSwap ? `${year}-${day}-${month}` : person.born,
    });
  });
}

interface LeadsCase {
  id: string;
  givenName: string;
  familyName: string;
  born: Day | null;
}

/** Whom the lead works with in the cohort now, in the order of their references; nobody who is restricted. */
const leadsCases = (tx: Transaction): Promise<LeadsCase[]> =>
  tx.query<LeadsCase>(
    `SELECT i.id, i.given_name AS "givenName", i.family_name AS "familyName", i.date_of_birth AS born
       FROM individuals i JOIN assignments a ON a.individual_id = i.id
       JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      WHERE a.user_id = $1 AND a.ended_at IS NULL AND NOT i.is_restricted GROUP BY i.id ORDER BY i.reference`,
    [tx.actor.userId],
  );
