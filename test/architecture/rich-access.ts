import { RestrictIndividual } from '../../src/individuals';
import { OpenBreakGlass } from '../../src/individuals/break-glass/open-break-glass';
import { newId } from '../../src/shared/ids';
import { AccountLinks, SendAccountLink } from '../../src/users';
import { makeCase } from '../factories';
import { confirmFactor } from '../platform/audit/confirm-factor';
import type { PageClient, TestApp } from '../support/test-app';
import { LEAD, MANAGER, OFFICER } from './rich-case';

/** Who opens what. */
export type Visit = [email: string, path: string];

const GOVERNANCE = 'governance@sbc.example';
const ADMINISTRATOR = 'administrator@sbc.example';
const OTHER_MANAGER = 'manager@tvp.example';

export interface RichAccess {
  erasureId: string;
  restrictedId: string;
  useId: string;
  unusualId: string;
  userId: string;
  link: string;
}

/** A restricted record, a use of break-glass, an access that looks unusual, and a link somebody was sent. */
export async function someAccess(test: TestApp): Promise<RichAccess> {
  const { individualId: restrictedId } = await makeCase(test);
  const [row] = await test.sql<{ version: number }>('SELECT version FROM individuals WHERE id = $1', [restrictedId]);
  await test.get(RestrictIndividual).run(await test.actor(MANAGER), {
    individualId: restrictedId,
    version: row?.version ?? 1,
    reason: 'A threat to her family',
    namedPeople: [test.userId(MANAGER), test.userId(LEAD)],
  });
  const { individualId: urgentId, reference } = await makeCase(test);
  const officer = await test.actor(OFFICER);
  const opened = await test.get(OpenBreakGlass).run(officer, { reason: 'He is at the front desk now', reference });
  const useId = opened.id ?? '';
  const unusualId = newId();
  await test.sql(
    `INSERT INTO unusual_access (id, kind, user_id, counted, from_at, until_at, raised_at)
     VALUES ($1, 'many_records', $2, 512, $3::timestamptz - interval '10 minutes', $3, $3)`,
    [unusualId, test.userId(OFFICER), test.clock.now()],
  );
  const userId = test.userId(OTHER_MANAGER);
  const { id } = await test
    .get(SendAccountLink)
    .run(await test.actor(ADMINISTRATOR), { userId, kind: 'password_reset' });
  const armed = await test.get(AccountLinks).arm(id);
  const erasureId = newId();
  await test.sql(
    `INSERT INTO erasures (id, subject_kind, subject_id, reference, ground, reason, asked_by, asked_at)
     VALUES ($1, 'individual', $2, $3, 'person_asked', 'Request 12', $4, $5)`,
    [erasureId, urgentId, reference, test.userId(MANAGER), test.clock.now()],
  );
  return { erasureId, restrictedId, useId, unusualId, userId, link: `/sign-in/links/${armed?.token ?? ''}` };
}

export function accessVisitsOf(access: RichAccess): Visit[] {
  const restriction = `/individuals/${access.restrictedId}/restriction`;
  return [
    ['nobody', access.link],
    [LEAD, '/account/sessions'],
    [LEAD, '/account/tokens'],
    [ADMINISTRATOR, '/account/tokens'],
    [LEAD, '/session'],
    [ADMINISTRATOR, `/users/${access.userId}`],
    [MANAGER, `${restriction}/lifting`],
    [MANAGER, `${restriction}/named-people`],
    [GOVERNANCE, `/break-glass-uses/${access.useId}`],
    [GOVERNANCE, `/unusual-access/${access.unusualId}`],
    [GOVERNANCE, `/retention/requests/${access.erasureId}`],
  ];
}

/** Pages that answer a form and show once what is kept nowhere: a token for a program, the address of a calendar. */
export async function openPagesShownOnce(test: TestApp, lead: PageClient): Promise<[what: string, html: string][]> {
  await confirmFactor(test, LEAD);
  const token = { name: 'Evening report', scopes: 'cases:read', daysValid: '30' };
  return [
    ['a new token', (await lead.submit('/account/tokens', token)).text],
    ['a new calendar', (await lead.submit('/account/calendar', {})).text],
  ];
}
