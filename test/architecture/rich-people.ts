import { AddRelationship, ChampionFamily, JoinFamily, RecordStatus } from '../../src/individuals';
import { LookAgain } from '../../src/individuals/relationships/look-again';
import { MergeRecords } from '../../src/individuals/duplicates/merge-records';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import type { TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const MANAGER = 'manager@scf.example';
const LEAD = 'lead@scf.example';

export interface AroundAPerson {
  statusId: string;
  /** Looked at again once, and to be looked at again. */
  relationshipId: string;
  /** A record that may be of the same person, and a merge into the first record that stands. */
  twinId: string;
  mergeId: string;
}

/** Somebody of every group around a person on record, a status, a family with a champion, and a change of identity. Gives the id of the status. */
export async function peopleAround(test: TestApp, individualId: string): Promise<AroundAPerson> {
  const chair = await test.actor(CHAIR);
  const said = { individualId, source: 'Home visit', basis: 'fact', reliability: 'reliable' } as const;
  const relate = (more: object) =>
    test.get(AddRelationship).run(chair, { ...said, kind: 'parent', name: 'Mother', ...more });
  await relate({ name: 'Ms Brackendale', hasParentalResponsibility: true, livesWith: true, isProtective: true });
  await relate({ kind: 'peer_group', name: 'Those at the station', basis: 'opinion' });
  const { id: relationshipId } = await relate({
    ...{ kind: 'suspected_exploiter', name: 'Zed', basis: 'allegation', reviewOn: '2026-12-01' },
  });
  const look = { individualId, relationshipId, version: 1, note: 'Asked the school', nextOn: '2026-12-02' };
  await test.get(LookAgain).run(chair, { ...look, outcome: 'confirmed' });
  const { id: statusId } = await test.get(RecordStatus).run(chair, {
    individualId,
    kind: 'custody',
    status: 'community',
    detail: null,
    fromOn: '2026-01-01',
    source: 'Youth justice',
  });
  // Nobody works them and no panel has taken them on, so that no other page counts them.
  const sibling = await makeCase(test, { tier: null, leadProfessional: null, planOwner: null });
  await test.get(JoinFamily).run(chair, { individualId, reference: sibling.reference });
  const reason = 'I see them every week';
  await test.get(ChampionFamily).claim(await test.actor(LEAD), { individualId, reason });
  await test.sql(
    `INSERT INTO individual_identity_changes (id, individual_id, field, was, became, source, recorded_by, agency_id, recorded_at)
     SELECT $1, $2, 'preferred_name', NULL, 'Quill', 'Himself', u.id, u.agency_id, $4 FROM users u WHERE u.id = $3`,
    [newId(), individualId, test.userId(LEAD), test.clock.now()],
  );
  return { statusId, relationshipId, ...(await duplicatesOf(test, individualId)) };
}

async function duplicatesOf(test: TestApp, individualId: string): Promise<{ twinId: string; mergeId: string }> {
  const alone = { familyName: 'Brackendale', tier: null, planOwner: null } as const;
  const twin = await makeCase(test, {
    ...alone,
    givenName: 'Quillan',
    dateOfBirth: '2010-03-27',
    leadProfessional: MANAGER,
  });
  const gone = await makeCase(test, {
    ...alone,
    givenName: 'Quillon',
    dateOfBirth: '2010-03-27',
    leadProfessional: MANAGER,
  });
  const versions = await test.sql<{ id: string; version: number }>('SELECT id, version FROM individuals');
  const versionOf = (id: string): number => versions.find((row) => row.id === id)?.version ?? 0;
  const merge = await test.get(MergeRecords).run(await test.actor(MANAGER), {
    ...{
      survivorId: individualId,
      mergedId: gone.individualId,
      reason: 'Added twice',
      stands: { lead_professional: 'survivor' },
    },
    survivorVersion: versionOf(individualId),
    mergedVersion: versionOf(gone.individualId),
  });
  return { twinId: twin.individualId, mergeId: merge.id };
}
