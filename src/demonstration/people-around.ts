import {
  AddIdentifier,
  AddRelationship,
  ChangeIdentity,
  ChampionFamily,
  JoinFamily,
  type NewRelationship,
  RecordAddress,
  RecordEducation,
  RecordStatus,
} from '../individuals';
import type { Transaction } from '../platform/database';
import { addDays } from '../shared/day';
import type { Stage } from './stage';

const LEAD = 'lead@scf.example';

/** How many of the lead's cases have people, places and numbers around them: enough to look at, little enough to load. */
const CASES = 4;

/** People, groups and places around some of those the lead works with; two of them are of one family. */
export async function addPeopleAround(stage: Stage): Promise<void> {
  await stage.sitting(LEAD, async (tx) => {
    const cases = await tx.query<{ id: string; reference: string; version: number }>(
      `SELECT i.id, i.reference, i.version FROM individuals i JOIN assignments a ON a.individual_id = i.id
          JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
        WHERE a.user_id = $1 AND a.ended_at IS NULL AND NOT i.is_restricted GROUP BY i.id ORDER BY i.reference LIMIT $2`,
      [tx.actor.userId, CASES],
    );
    for (const [at, { id }] of cases.entries()) await surround(stage, tx, id, at);
    const [first, second] = cases;
    if (!first || !second) return;
    await rename(stage, tx, first);
    await stage.verb(AddRelationship).within(tx, {
      ...relation(tx, first.id, 'sibling', 'Younger brother'),
      livesWith: true,
      relatedReference: second.reference,
    });
    await stage.verb(JoinFamily).within(tx, { individualId: first.id, reference: second.reference });
    const reason = 'I visit the family every week and speak for all of us at school.';
    await stage.verb(ChampionFamily).claimWithin(tx, { individualId: first.id, reason });
  });
}

async function surround(stage: Stage, tx: Transaction, individualId: string, at: number): Promise<void> {
  const add = (said: NewRelationship) => stage.verb(AddRelationship).within(tx, said);
  await add(relation(tx, individualId, 'protective_adult', 'Coach at the boxing club'));
  await add({
    ...relation(tx, individualId, 'practitioner', 'Fictional Speech Therapist'),
    organisation: 'Speech and language team',
  });
  await add({ ...relation(tx, individualId, 'problematic_peer_group', 'Those at the retail park'), basis: 'opinion' });
  await add({
    ...relation(tx, individualId, 'suspected_exploiter', 'Older man in a grey car'),
    basis: 'allegation',
    reliability: 'untested',
    detail: 'Gave a phone and took it back a week later.',
  });
  await add(relation(tx, individualId, 'safe_place', 'Grandmother’s flat'));
  const source = 'Social worker';
  const fromOn = addDays(tx.today, -200 + at);
  await stage.verb(RecordAddress).within(tx, {
    individualId,
    lines: `${at + 1} Fictional Way, Slough`,
    postcode: 'SL1 9XX',
    kind: 'home',
    fromOn,
    source,
    endsEarlier: true,
  });
  await stage
    .verb(RecordEducation)
    .within(tx, { individualId, status: 'on_roll', setting: 'Fictional Academy', fromOn, source, endsEarlier: true });
  const status = { individualId, fromOn, source, detail: null };
  await stage.verb(RecordStatus).within(tx, { ...status, kind: 'custody', status: 'community' });
  await stage.verb(RecordStatus).within(tx, { ...status, kind: 'legal', status: 'child_in_need' });
  const number = { individualId, source: 'School' };
  if (at === 0) await stage.verb(AddIdentifier).within(tx, { ...number, kind: 'upn', value: 'E871400025001' });
  if (at === 1) {
    const unverifiedBecause = 'It is written like this in the letter from the hospital.';
    await stage.verb(AddIdentifier).within(tx, { ...number, kind: 'nhs', value: '9990000019', unverifiedBecause });
  }
}

const relation = (
  tx: Transaction,
  individualId: string,
  kind: NewRelationship['kind'],
  name: string,
): NewRelationship => ({
  individualId,
  kind,
  name,
  source: 'Home visit',
  basis: 'fact',
  reliability: 'reliable',
  reviewOn: addDays(tx.today, 60),
});

/** One change of identity, so that its history has something in it. */
async function rename(stage: Stage, tx: Transaction, { id, version }: { id: string; version: number }): Promise<void> {
  const [now] = await tx.query<Parameters<ChangeIdentity['within']>[1]>(
    `SELECT given_name AS "givenName", family_name AS "familyName", preferred_name AS "preferredName", aliases,
            date_of_birth AS "dateOfBirth", sex, ethnicity, observed_ethnicity AS "observedEthnicity",
            communication_needs AS "communicationNeeds" FROM individuals WHERE id = $1`,
    [id],
  );
  if (!now) return;
  await stage.verb(ChangeIdentity).within(tx, {
    ...now,
    aliases: [...now.aliases, 'Fictional Nickname'],
    gender: 'In their own words',
    individualId: id,
    version,
    source: 'The young person, at home',
  });
}
