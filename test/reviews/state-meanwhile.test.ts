import { load } from 'cheerio';
import { ClosePlan } from '../../src/plans';
import { ClearExemption, ExemptReview, RecordReview } from '../../src/reviews';
import { Transactions } from '../../src/platform/database';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

const MANAGER = 'manager@scf.example';
const OTHER = 'chair@mace.example';
const exempting = { kind: 'hospital', words: 'On the ward', until: '2026-12-10' } as const;
const day = (field: string) => ({ [`${field}-day`]: '1', [`${field}-month`]: '12', [`${field}-year`]: '2026' });

describe('a form about the date of a review whose state somebody else changed meanwhile', () => {
  let test: TestApp;
  let made: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  beforeEach(async () => {
    made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-04' });
  });
  afterAll(() => test.stop());

  const other = () => test.actor(OTHER);
  const seen = () => ({ scheduleId: made.scheduleId, version: 1 });
  const byAnother = {
    recorded: async () => {
      const { individualId } = made;
      await test.get(RecordReview).run(await other(), {
        ...{ individualId, heldOn: '2026-11-21', personViewAnswer: 'agrees', personView: 'Fine', attendees: [] },
        ...{ summary: 'Well', decision: 'continue', rationale: 'It works' },
      });
    },
    exempted: async () => {
      await test.get(ExemptReview).run(await other(), { ...seen(), ...exempting });
    },
    cancelled: async () => {
      const { planId, individualId } = made;
      await test.get(Transactions).act(await other(), (tx) => test.get(ClosePlan).within(tx, { planId, individualId }));
    },
  };
  const address = (form: string) => `/individuals/${made.individualId}/review-date/${form}`;

  it.each([
    ['recorded', 'change', 'This review has been recorded'],
    ['exempted', 'change', 'This review is exempt. Clear the exemption first.'],
    ['cancelled', 'change', 'The plan was closed and its review cancelled'],
    ['recorded', 'exemption', 'This review has been recorded'],
    ['exempted', 'exemption', 'This review is exempt already'],
    ['cancelled', 'exemption', 'The plan was closed and its review cancelled'],
  ] as const)('says that it was %s (%s), keeps what was typed, and is no success', async (state, form, why) => {
    const manager = await test.browse(MANAGER);
    const hidden = await manager.hiddenFields(address(form), address(form));
    await byAnother[state]();
    const words = 'The family asked\nfor this day';
    const typed = {
      change: { reason: words, ...day('dueOn') },
      exemption: { kind: 'hospital', words, ...day('until') },
    };
    const answer = await manager.post(address(form), { ...hidden, ...typed[form] });
    const page = load(answer.text);
    expect(answer.status).toBe(409);
    expect(page('.govuk-error-summary').text()).toContain(why);
    const kept = page('[data-qa=kept-text]');
    expect(kept.text()).toContain('1 December 2026');
    expect(kept.text()).toContain('The family asked\nfor this day');
    expect(page('.govuk-notification-banner--success')).toHaveLength(0);
    expect(page(`form[action="${address(form)}"]`)).toHaveLength(0);
  });

  it('says of one that was cleared by somebody else that it is not exempt', async () => {
    await byAnother.exempted();
    const manager = await test.browse(MANAGER);
    const form = address('exemption/clearing');
    const hidden = await manager.hiddenFields(form, form);
    await test.get(ClearExemption).run(await other(), { ...seen(), version: 2, reason: 'Home again' });
    const answer = await manager.post(form, { ...hidden, reason: 'Came home on Friday' });
    expect(answer.status).toBe(409);
    expect(load(answer.text)('.govuk-error-summary').text()).toContain('This review is not exempt.');
    expect(load(answer.text)('[data-qa=kept-text]').text()).toContain('Came home on Friday');
    // Who opens the form then is told the same, and shown no form.
    expect((await manager.get(form)).status).toBe(303);
    const told = load((await manager.get(`/individuals/${made.individualId}/review-date`)).text);
    expect(told('.govuk-notification-banner').text()).toMatch(/Not done\s+This review is not exempt\./);
  });

  it.each([
    ['change', 'exempted', 'This review is exempt. Clear the exemption first.'],
    [
      'acknowledgement',
      'exempted',
      'This review is exempt, so there is nothing to acknowledge until the exemption ends.',
    ],
  ] as const)('is not shown at all (%s) when the review is %s already', async (form, state, why) => {
    await byAnother[state]();
    const manager = await test.browse(MANAGER);
    expect((await manager.get(address(form))).status).toBe(303);
    const told = load((await manager.get(`/individuals/${made.individualId}/review-date`)).text);
    expect(told('.govuk-notification-banner').text()).toContain(why);
    expect(told('main').text()).toContain('Due by 4 December 2026, and not owed while it is exempt.');
    expect(told('main').text()).toMatch(/Reminders to come\s+None while the review is exempt\./);
    expect(told('main').text()).not.toMatch(/Due in \d+ days|is said again/);
    expect(told('.govuk-notification-banner--success')).toHaveLength(0);
  });

  it('says that none is scheduled any more, also when the answers are wrong', async () => {
    const manager = await test.browse(MANAGER);
    const hidden = await manager.hiddenFields(address('change'), address('change'));
    await byAnother.cancelled();
    const answer = await manager.post(address('change'), { ...hidden, reason: 'The family asked' });
    expect(answer.status).toBe(422);
    expect(load(answer.text)('main').text()).toContain('No review is scheduled for this person now');
    expect(load(answer.text)('[data-qa=kept-text]').text()).toContain('The family asked');
  });
});
