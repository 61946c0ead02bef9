import { dueAfterExemption, EXEMPTION_KINDS } from '../../src/reviews/domain/exemption';
import { nextReviewWindow } from '../../src/reviews/domain/review-rule';
import { TRIGGER_KINDS, triggerRules } from '../../src/reviews/domain/review-rules';
import { triggerDue } from '../../src/reviews/domain/trigger';
import { type Calendar, dayNumber, dayText, dueAfterClearing, dueByPeriod, dueByWorkingDays } from './dates-oracle';

/** The same cases for the same seed, wherever it runs. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const PERSON_SIDE = ['custody', 'hospital', 'missing', 'out_of_area'];
const FIRST = dayNumber('2020-01-01');

/** One random start, rule and set of holidays, by the service and by the oracle. */
export function compareOne(random: (below: number) => number): { what: string; ours: string; oracle: string } {
  const start = FIRST + random(365 * 20);
  const holidays = new Set(Array.from({ length: random(30) }, () => start - 20 + random(400)));
  const calendar: Calendar = { holidays };
  const isWorking = (day: string): boolean =>
    ![0, 6].includes(new Date(day).getUTCDay()) && !holidays.has(dayNumber(day));
  const from = dayText(start);
  const which = random(3);
  if (which === 0) {
    const dueAfterDays = 7 + random(180);
    const rules = [{ tier: 'high' as const, label: 'Random', windowFromDays: 0, dueAfterDays, source: 'Random' }];
    const oracle = dueByPeriod(start, dueAfterDays, calendar);
    // A run of holidays can be longer than any real one: what falls before the start is nobody's rule.
    const what = `every ${dueAfterDays} days from ${from}`;
    if (oracle < start) return { what, ours: '', oracle: '' };
    return { what, ours: nextReviewWindow({ tier: 'high', from, rules }, isWorking).dueOn, oracle: dayText(oracle) };
  }
  if (which === 1) {
    const kind = TRIGGER_KINDS[random(TRIGGER_KINDS.length)] ?? 'arrest';
    const byRule = dueByWorkingDays(start, triggerRules[kind].workingDays, calendar);
    const today = start + random(30);
    const ours = triggerDue({ kind, happenedOn: from, today: dayText(today) }, isWorking).dueOn;
    return {
      what: `${kind} on ${from}`,
      ours,
      oracle: dayText(byRule >= today ? byRule : dueByWorkingDays(today - 1, 1, calendar)),
    };
  }
  const kind = EXEMPTION_KINDS[random(EXEMPTION_KINDS.length)] ?? 'other';
  const asked = { since: start, dueOn: start - 20 + random(100), clearedOn: start + random(60) };
  const oracle = dueAfterClearing({ ...asked, most: PERSON_SIDE.includes(kind) ? 10 : 5 }, calendar);
  const [dueOn, clearedOn] = [dayText(asked.dueOn), dayText(asked.clearedOn)];
  const ours = dueAfterExemption({ kind, since: from, dueOn, clearedOn }, isWorking);
  return { what: `${kind} since ${from}, due ${dueOn}, cleared ${clearedOn}`, ours, oracle: dayText(oracle) };
}
