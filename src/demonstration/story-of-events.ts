import { ConfirmTopFive, lastQuarter } from '../indicators';
import type { Transaction } from '../platform/database';
import { type NewTrigger, RecordReview, RecordTrigger } from '../reviews';
import { addDays, dayInLondon } from '../shared/day';
import { Chance } from './chance';
import type { History } from './history';
import type { Stage } from './stage';
import { HELD_EARLY, RATIONALES, SUMMARIES } from './story-words';

const DAY = 86_400_000;
const CHAIR = 'chair@mace.example';
/** A chance of its own: what happens to people leaves the rest of the story as it was. */
const SEED = 20260401;

interface Happened {
  daysAgo: number;
  /** Who it happens to, by their place among those who are seen as perpetrating, or else as experiencing, harm. */
  to: 'perpetrating' | 'experiencing';
  place: number;
  kind: NewTrigger['kind'];
  source: string;
  description: string;
  isReviewed: boolean;
}

const POLICE = 'Police custody record';
/** Two people are named twice: the list of those who come to notice again and again has somebody on it. */
const EVENTS: readonly Happened[] = [
  arrest(292, 3, 'Arrested after a fight outside the station; no further action'),
  event(233, 'experiencing', 2, 'missing_episode', 'Return interview', 'Away for two nights; would not say where'),
  arrest(205, 0, 'Arrested for possession of a folding knife'),
  event(150, 'perpetrating', 5, 'weapon_find', 'Police report', 'A knife was found where they had been sitting'),
  event(121, 'experiencing', 6, 'hospital_attendance', 'A&E navigator', 'Cut to the forearm; left before being seen'),
  arrest(96, 0, 'Arrested with two others near the park'),
  event(74, 'experiencing', 9, 'move', 'Housing', 'The family moved across the borough after threats'),
  event(62, 'perpetrating', 3, 'weapon_find', 'Police report', 'A knife was found in a search of the house'),
  event(33, 'experiencing', 4, 'exclusion', 'School', 'Excluded for five days after a fight'),
  event(24, 'perpetrating', 7, 'arrest', POLICE, 'Arrested for robbery of a telephone; bailed'),
  {
    ...event(3, 'experiencing', 1, 'missing_episode', 'Police report', 'Away overnight, found well'),
    isReviewed: false,
  },
];

function event(
  daysAgo: number,
  to: Happened['to'],
  place: number,
  kind: Happened['kind'],
  source: string,
  description: string,
): Happened {
  return { daysAgo, to, place, kind, source, description, isReviewed: true };
}

function arrest(daysAgo: number, place: number, description: string): Happened {
  return event(daysAgo, 'perpetrating', place, 'arrest', POLICE, description);
}

/** What happened to some of them, told the day after by who leads the case; most are reviewed within the week that the rule gives. */
export function tellEvents(stage: Stage, history: History, until: Date): void {
  const chance = new Chance(SEED);
  const known = new Map<string, Led>();
  for (const happened of EVENTS) {
    const at = new Date(until.getTime() - happened.daysAgo * DAY);
    history.at(at, async () => {
      const key = `${happened.to} ${happened.place}`;
      const people = await whoIsLed(stage, happened.to);
      const before = known.get(key);
      const person = people.find(({ id }) => id === before?.id) ?? people[happened.place % Math.max(1, people.length)];
      if (!person) return;
      known.set(key, person);
      await stage.sitting(person.lead, (tx) =>
        stage.verb(RecordTrigger).within(tx, {
          individualId: person.id,
          kind: happened.kind,
          happenedOn: addDays(dayInLondon(at), -1),
          source: happened.source,
          description: happened.description,
        }),
      );
      if (!happened.isReviewed) return;
      const reviewedAt = new Date(at.getTime() + chance.between(2, 5) * DAY);
      history.at(reviewedAt, () => review(stage, chance, person, reviewedAt));
    });
  }
}

interface Led {
  id: string;
  lead: string;
}

const whoIsLed = (stage: Stage, to: Happened['to']): Promise<Led[]> =>
  stage.sitting(CHAIR, (tx) =>
    tx.query<Led>(
      `SELECT i.id, u.email AS lead
         FROM cohort_memberships m
         JOIN individuals i ON i.id = m.individual_id
         JOIN review_schedules s ON s.individual_id = i.id AND s.status = 'active'
         JOIN assignments a ON a.individual_id = i.id AND a.kind = 'lead_professional' AND a.ended_at IS NULL
         JOIN users u ON u.id = a.user_id
        WHERE m.ended_on IS NULL AND CASE WHEN $1 THEN m.is_perpetrating ELSE m.is_experiencing AND NOT m.is_perpetrating END
        ORDER BY i.reference, i.id`,
      [to === 'perpetrating'],
    ),
  );

async function review(stage: Stage, chance: Chance, { id, lead }: Led, at: Date): Promise<void> {
  await stage.sitting(lead, async (tx) => {
    if (!(await isStillDue(tx, id))) return;
    await stage.verb(RecordReview).within(tx, {
      individualId: id,
      heldOn: dayInLondon(at),
      earlyReason: HELD_EARLY,
      personViewAnswer: 'could_not_ask',
      personView: 'Would not talk about it this week. Asked to be left to settle first.',
      summary: chance.pick(SUMMARIES),
      decision: 'continue',
      rationale: chance.pick(RATIONALES),
      attendees: [{ name: 'Family', attended: true, contribution: 'What happened, as they were told it.' }],
    });
  });
}

const isStillDue = async (tx: Transaction, individualId: string): Promise<boolean> =>
  (await tx.query(`SELECT 1 FROM review_schedules WHERE individual_id = $1 AND status = 'active'`, [individualId]))
    .length > 0;

const TOP_FIVE_REASON = 'Named twice in a year; the plan is read again with police and youth justice together.';

/** Before the last whole quarter ends, the chair looks at who came to notice again and again, and confirms them. */
export function confirmTopFive(stage: Stage, history: History, until: Date): void {
  const { until: ends } = lastQuarter(dayInLondon(until));
  history.at(new Date(`${addDays(ends, -6)}T15:00:00Z`), () =>
    stage.sitting(CHAIR, async (tx) => {
      const named = await tx.query<{ id: string }>(
        `SELECT i.id FROM cohort_memberships m JOIN individuals i ON i.id = m.individual_id AND NOT i.is_restricted
           JOIN review_triggers t ON t.individual_id = i.id AND t.kind IN ('arrest', 'weapon_find')
          WHERE m.ended_on IS NULL AND m.is_perpetrating
          GROUP BY i.id, i.reference HAVING count(*) > 1 ORDER BY i.reference, i.id LIMIT 5`,
      );
      if (named.length === 0) return;
      const chosen = named.map(({ id }, place) => ({ place: place + 1, individualId: id, reason: TOP_FIVE_REASON }));
      await stage.verb(ConfirmTopFive).within(tx, { chosen, isChildFirst: true });
    }),
  );
}
