import { Transactions } from '../../src/platform/database';
import { ApprovePlan, ClosePlan, ReturnPlan } from '../../src/plans';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { planRow, readyPlan, submittedPlan, versionOf } from './arrange';

const LEAD = 'lead@scf.example';
const MANAGER = 'manager@scf.example';
const MEMBER = 'member@mace.example';

const STATES = ['draft', 'returned', 'awaiting_approval', 'awaiting_panel', 'live', 'closed'] as const;
type State = (typeof STATES)[number];

/** Each act by somebody who may do it to some plan; the version is always the present one. */
const ACTS = {
  send: { by: LEAD, path: 'submission', body: {} },
  'approve as the manager': { by: MANAGER, path: 'approval', body: {} },
  'approve as the panel': { by: MEMBER, path: 'approval', body: {} },
  'return as the manager': { by: MANAGER, path: 'return', body: { comment: 'Say who drives' } },
  'return as the panel': { by: MEMBER, path: 'return', body: { comment: 'Say who drives' } },
  'change a part': {
    by: LEAD,
    path: 'risks',
    body: { factor: 'A new debt', direction: 'to_self', level: 'low', visibility: 'all_agencies' },
  },
} as const;
type Act = keyof typeof ACTS;

/** The only steps there are; what is live and unchanged is not sent again. */
const MAY: Record<State, readonly Act[]> = {
  draft: ['send', 'change a part'],
  returned: ['send', 'change a part'],
  awaiting_approval: ['approve as the manager', 'return as the manager'],
  // The manager who passed it on may take it back.
  awaiting_panel: ['approve as the panel', 'return as the manager', 'return as the panel'],
  live: ['change a part'],
  closed: [],
};

describe('a plan, in each of its states', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const seen = async ({ planId }: MadeCase) => ({ planId, version: await versionOf(test, planId) });
  const approve = async (made: MadeCase) => test.get(ApprovePlan).run(await test.actor(MANAGER), await seen(made));
  const ARRANGED: Record<State, () => Promise<MadeCase>> = {
    draft: () => readyPlan(test),
    returned: async () => {
      const made = await submittedPlan(test);
      await test.get(ReturnPlan).run(await test.actor(MANAGER), { ...(await seen(made)), comment: 'Too vague' });
      return made;
    },
    awaiting_approval: () => submittedPlan(test),
    awaiting_panel: async () => {
      const made = await submittedPlan(test, { tier: 'critical' });
      await approve(made);
      return made;
    },
    live: async () => {
      const made = await submittedPlan(test);
      await approve(made);
      return made;
    },
    closed: async () => {
      const made = await ARRANGED.live();
      const manager = await test.actor(MANAGER);
      await test.get(Transactions).act(manager, (tx) => test.get(ClosePlan).within(tx, made));
      return made;
    },
  };
  const cells = STATES.flatMap((state) => (Object.keys(ACTS) as Act[]).map((act) => [state, act] as const));

  it.each(cells)('%s: %s', async (state, act) => {
    const made = await ARRANGED[state]();
    const before = await planRow(test, made.planId);
    const { by, path, body } = ACTS[act];
    const api = await test.api(by);
    const at = `/plans/${made.planId}/${path}`;
    const { status } = await api.post(at, body).set('If-Match', `"${before?.version}"`);
    const after = await planRow(test, made.planId);
    if (MAY[state].includes(act)) {
      expect([status, after?.version]).toEqual([201, Number(before?.version) + 1]);
    } else {
      expect([403, 404, 409, 422]).toContain(status);
      expect(after).toEqual(before);
    }
  });

  it('is the only open one of the person, and the next is begun when it is closed', async () => {
    for (const state of STATES) {
      const made = await ARRANGED[state]();
      const { status } = await (await test.api(LEAD)).post('/plans', { individualId: made.individualId });
      expect([state, status]).toEqual([state, state === 'closed' ? 201 : 409]);
    }
  });
});
