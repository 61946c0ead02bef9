import { AddReferralEntry, MakeReferral, type NewReferral, type Triage, TriageReferral } from '../referrals';
import type { History } from './history';
import type { Stage } from './stage';

const DAY = 86_400_000;
const CHAIR = 'chair@mace.example';

interface Story {
  daysAgo: number;
  by: string;
  referral: Omit<NewReferral, 'isExperiencing' | 'isPerpetrating' | 'familyName'>;
  triage?: Omit<Triage, 'id' | 'version'>;
}

/** One in each state, of people who are on no other page: written for this demonstration. */
const STORIES: Story[] = [
  {
    daysAgo: 1,
    by: 'dsl@school.example',
    referral: {
      givenName: 'Fern',
      kind: 'reactive',
      reason: 'A kitchen knife was found in her bag. She says it was for the walk home, where somebody waits for her.',
      isTold: 'yes',
    },
  },
  {
    daysAgo: 7,
    by: 'nurse@health.example',
    referral: {
      givenName: 'Rowan',
      kind: 'reactive',
      reason: 'Seen in A&E with a cut to the forearm, and left before anybody could ask.',
      isTold: 'not_safe',
      onBehalfOf: 'An aunt who rang the ward',
    },
  },
  {
    daysAgo: 5,
    by: 'officer@tvp.example',
    referral: {
      givenName: 'Ash',
      kind: 'proactive',
      reason: 'Named twice as somebody who carries for others.',
      isTold: 'no',
    },
    triage: { decision: 'more_information', reason: 'One source only so far.', answer: 'Who named them, and when?' },
  },
  {
    daysAgo: 12,
    by: 'lead@scf.example',
    referral: {
      givenName: 'Linden',
      kind: 'proactive',
      reason: 'Frightened to leave home since a fight in the park.',
      isTold: 'yes',
    },
    triage: {
      decision: 'accept',
      reason: 'Threatened now, and more than one agency sees it.',
      answer: 'Accepted: somebody will screen them with the family this week.',
    },
  },
  {
    daysAgo: 20,
    by: 'dsl@school.example',
    referral: {
      givenName: 'Hazel',
      kind: 'proactive',
      reason: 'Falling out with friends, and one push in a corridor.',
      isTold: 'yes',
    },
    triage: {
      decision: 'redirect',
      redirectedTo: 'Early help in school',
      reason: 'No criterion is met; school can mediate.',
      answer: 'Early help in school takes this on. Refer again if it gets worse.',
    },
  },
  {
    daysAgo: 25,
    by: 'officer@tvp.example',
    referral: {
      givenName: 'Alder',
      kind: 'proactive',
      reason: 'Stopped once in a car with older friends.',
      isTold: 'no',
    },
    triage: {
      decision: 'no_further_action',
      reason: 'Company alone is no criterion, and nothing happened.',
      answer: 'Nothing shows a risk of serious violence. Thank you for telling us.',
    },
  },
];

/** Referrals of the last weeks, made and triaged by the people who would have. */
export function tellReferrals(stage: Stage, history: History, until: Date): void {
  for (const { daysAgo, by, referral, triage } of STORIES) {
    const at = new Date(until.getTime() - daysAgo * DAY);
    history.at(at, async () => {
      const id = await stage.sitting(by, async (tx) => {
        const whole = { ...referral, familyName: 'Fictional-Referred', isExperiencing: true, isPerpetrating: null };
        const happenedOn = referral.kind === 'reactive' ? tx.today : null;
        return (await stage.verb(MakeReferral).within(tx, { ...whole, happenedOn })).id;
      });
      if (!triage) return;
      history.at(new Date(at.getTime() + DAY), async () => {
        await stage.sitting(CHAIR, (tx) => stage.verb(TriageReferral).within(tx, { id, version: 1, ...triage }));
      });
    });
  }
  const answeredAt = new Date(until.getTime() - 2 * DAY);
  history.at(answeredAt, () => addToLate(stage));
}

/** The one that waits too long was added to by who made it. */
async function addToLate(stage: Stage): Promise<void> {
  await stage.sitting('nurse@health.example', async (tx) => {
    const [late] = await tx.query<{ id: string }>(`SELECT id FROM referrals WHERE given_name = 'Rowan' LIMIT 1`);
    if (late)
      await stage
        .verb(AddReferralEntry)
        .within(tx, { id: late.id, text: 'The aunt rang again: he has not been home.' });
  });
}
