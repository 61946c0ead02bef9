import { load } from 'cheerio';
import { newId } from '../../../src/shared/ids';
import { makeCase, type MadeCase } from '../../factories';
import type { PageClient, TestApp } from '../../support/test-app';

export const MANAGER = 'manager@scf.example';
export const CHAIR = 'chair@mace.example';

/** Every kind of debt in sight of one agency, of another, and of nobody but those named; more overdue reviews than a page holds. */
export async function makeManagersCases(test: TestApp): Promise<{ ownerless: MadeCase }> {
  const live = (givenName: string, reviewDueOn: string, more = {}) =>
    makeCase(test, { givenName, plan: 'live', reviewDueOn, ...more });
  for (let at = 0; at < 27; at += 1) await live(`Late${at}`, '2026-11-10', { tier: 'medium' });
  await live('Critical', '2026-11-19', { tier: 'critical' });
  await live('Outside', '2026-11-01', { tier: null });
  const ownerless = await live('Ownerless', '2026-11-25', { planOwner: null });
  await live('Leaderless', '2026-11-26', { leadProfessional: null });
  await live('Police', '2026-11-18', { leadProfessional: 'officer@tvp.example', planOwner: 'manager@tvp.example' });
  await makeCase(test, { givenName: 'Dateless', plan: 'live' });
  // 20 working days before the 21st is the 23rd of October; whoever came in that day is late from the 21st on.
  await makeCase(test, { givenName: 'Unwritten', cohortSince: '2026-10-23' });
  await makeCase(test, { givenName: 'Unapproved', plan: 'awaiting_approval', cohortSince: '2026-10-01' });
  await makeCase(test, { givenName: 'Recent', cohortSince: '2026-10-26' });
  const away = await live('Away', '2026-11-12');
  await test.sql(
    `UPDATE review_schedules SET status = 'exempt', status_reason = 'In custody', exempt_kind = 'custody',
            exempt_since = '2026-11-01', exempt_until = '2027-01-01', version = 2 WHERE id = $1`,
    [away.scheduleId],
  );
  const acting = await live('Acting', '2027-02-01');
  await addAction(test, acting, MANAGER, 'all_agencies', '2026-11-20');
  await addAction(test, acting, MANAGER, 'all_agencies', '2026-11-21');
  await addAction(test, acting, 'officer@tvp.example', 'police_only', '2026-11-01');
  const secret = await live('Secret', '2026-11-02', { restrictedTo: ['officer@tvp.example', 'manager@tvp.example'] });
  await addAction(test, secret, MANAGER, 'all_agencies', '2026-11-05');
  await makeCase(test, { givenName: 'Secret', cohortSince: '2026-08-01', restrictedTo: ['officer@tvp.example'] });
  return { ownerless };
}

const addAction = async (test: TestApp, made: MadeCase, owner: string, visibility: string, dueOn: string) => {
  await test.sql(
    `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on,
                          visibility, created_by, created_at)
     SELECT $1, $2, 'plan', $3, 'Ring the school', 'support', u.id, u.agency_id, $5, $6, u.id, now() FROM users u WHERE u.id = $4`,
    [newId(), made.individualId, made.planId, test.userId(owner), dueOn, visibility],
  );
};

/** Every line of a list, over all its pages. */
export const linesOf = async (browser: PageClient, href: string): Promise<string[]> => {
  const names: string[] = [];
  for (let next: string | undefined = href; next !== undefined;) {
    const page = load((await browser.get(next)).text);
    names.push(
      ...page('#work tbody th a')
        .map((_, link) => page(link).text().replace(' Demo', ''))
        .toArray(),
    );
    next = page('.govuk-pagination__next a').attr('href');
  }
  return names;
};
export const boxesOf = (html: string) => {
  const page = load(html);
  return Object.fromEntries(
    page('.app-count-box')
      .toArray()
      .map((box) => [
        page(box).find('a').text(),
        [Number(page(box).find('.app-count-box__number').text()), String(page(box).find('a').attr('href'))] as const,
      ]),
  );
};
