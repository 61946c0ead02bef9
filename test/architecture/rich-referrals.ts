import { DraftMethod } from '../../src/cohort';
import { MakeReferral, TriageReferral } from '../../src/referrals';
import { newId } from '../../src/shared/ids';
import { Drafts } from '../../src/web/drafts/drafts';
import { METHOD_ID } from '../support/identification-method';
import type { TestApp } from '../support/test-app';
import type { Visit } from './rich-access';
import { CHAIR, LEAD } from './rich-case';

export interface RichReferrals {
  referralId: string;
  /** Begun and not sent. */
  begunPath: string;
  /** Somebody about whom a cohort decision is owed. */
  acceptedId: string;
}

/** A referral that waits for triage, and a draft of the next version of the method. */
export async function someReferrals(test: TestApp): Promise<RichReferrals> {
  const { id: referralId } = await test.get(MakeReferral).run(await test.actor(LEAD), {
    givenName: 'Tamsin',
    familyName: 'Demo',
    kind: 'proactive',
    reason: 'Missing from home twice',
    isExperiencing: true,
    isPerpetrating: null,
    isTold: 'yes',
  });
  const begunPath = `/referrals/begun/${newId()}`;
  await test.get(Drafts).keep(await test.actor(LEAD), {
    formPath: begunPath,
    individualId: undefined,
    body: { givenName: 'Bettany', familyName: 'Demo', kind: 'proactive' },
    pages: { own: '', known: '' },
  });
  await test.get(DraftMethod).run(await test.actor(CHAIR), {
    description: 'We look every month.',
    criteria: [{ text: 'Attacked with a weapon', withinDays: 366 }],
    cycleMonths: 1,
    validationMonths: 6,
    ownerId: test.userId(CHAIR),
  });
  const chair = await test.actor(CHAIR);
  const { id } = await test.get(MakeReferral).run(await test.actor(LEAD), {
    ...{ givenName: 'Verity', familyName: 'Demo', kind: 'proactive', reason: 'Seen with a weapon', isTold: 'yes' },
    ...{ isExperiencing: true, isPerpetrating: null },
  });
  const accepted = {
    id,
    version: 1,
    decision: 'accept',
    reason: 'Two agencies see it',
    answer: 'We take this on',
  } as const;
  const { individualId: acceptedId } = await test.get(TriageReferral).run(chair, accepted);
  return { referralId, begunPath, acceptedId: acceptedId ?? '' };
}

export function referralVisitsOf({ referralId, begunPath, acceptedId }: RichReferrals, individualId: string): Visit[] {
  const referral = `/referrals/${referralId}`;
  const method = '/identification-method';
  return [
    [LEAD, '/referrals'],
    [LEAD, '/referrals/new'],
    [LEAD, begunPath],
    [LEAD, referral],
    [CHAIR, '/referrals'],
    [CHAIR, referral],
    [CHAIR, `${referral}/triage`],
    [CHAIR, '/cohort-decisions'],
    [CHAIR, `/individuals/${acceptedId}`],
    [CHAIR, `/individuals/${acceptedId}/people`],
    [CHAIR, `/individuals/${acceptedId}/due-dates/cohort_decision`],
    [CHAIR, `/individuals/${acceptedId}/cohort-membership/refusal`],
    [LEAD, method],
    [CHAIR, method],
    [LEAD, `${method}/versions/${METHOD_ID}`],
    [CHAIR, `${method}/draft`],
    [CHAIR, `${method}/draft/entry-into-force`],
    [CHAIR, `/individuals/${individualId}/cohort-membership/validation`],
  ];
}
