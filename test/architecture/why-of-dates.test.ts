import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = join(__dirname, '../../src');
const templates = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.njk'));

/** A day something is due, shown without the way to why it is due then: `dueTag` or `pastDue` without the third word, or bare. */
const BARE = [
  /\bdueTag\([^,()]+,[^,()]+\)/,
  /\bpastDue\([^,()]+\)/,
  /\b\w*(?:dueOn|DueOn|deadlineOn|reviewOn|ReviewOn|answerOn|targetOn|validateBy|newPlanBy|writeBy)\s*\|\s*gov(?:Date|Weekday)\b/,
];

const IS_THE_WHY = 'the page that says why';
const SAYS_IT = 'the words beside it say why, and the page has the link where there is one';
const FROM_THE_WHY = 'a form opened from the page that says why, which it leads back to';
const ON_PAPER = 'is printed for people who do not sign in';
const OF_OTHERS = 'a day others set: nobody is reminded of it, and no rule made it';

/** What may show one bare, and why it may. */
const MAY: Record<string, string> = {
  'reminders/views/due-date-parts.njk': IS_THE_WHY,
  'reviews/views/review-date.njk': IS_THE_WHY,
  'referrals/views/referral-parts.njk': IS_THE_WHY,
  'registers/views/activity.njk': IS_THE_WHY,
  'registers/views/learning-action.njk': IS_THE_WHY,
  'registers/views/risk.njk': IS_THE_WHY,
  'registers/views/strategy-plan.njk': IS_THE_WHY,
  'registers/views/strategy-review.njk': SAYS_IT,
  'registers/views/strategy-edition.njk': SAYS_IT,
  'registers/views/register-parts.njk': 'what is over is due no more; its line leads to the page that says why',
  'referrals/views/referral.njk': 'what was decided late: the clock it ran by stands above it',
  'cohort/views/method.njk': SAYS_IT,
  'cohort/views/cohort-part.njk': 'the day itself is the link',
  'cohort/views/refuse-entry.njk': 'the day itself is the link',
  'imports/views/_made.njk': 'the sheet says it, and nobody is on record yet',
  'indicators/views/report.njk': SAYS_IT,
  'indicators/views/reports.njk': SAYS_IT,
  'meetings/views/pack.njk': SAYS_IT,
  'meetings/views/returns.njk': SAYS_IT,
  'meetings/views/decision-form.njk': 'stands below the banner of the case, whose date leads there',
  'meetings/views/left-item.njk': 'of who has left the panel has the action, and nothing behind it',
  'meetings/views/minutes.njk': 'minutes say what was agreed then; the list of actions leads there',
  'meetings/views/outstanding.njk': SAYS_IT,
  'meetings/views/case-sheet.njk': OF_OTHERS,
  'plans/views/sheet.njk': ON_PAPER,
  'plans/views/family-sheet.njk': ON_PAPER,
  'plans/views/plan-body.njk': OF_OTHERS,
  'reviews/views/change-date.njk': FROM_THE_WHY,
  'reviews/views/event.njk': FROM_THE_WHY,
  'reviews/views/exemption.njk': FROM_THE_WHY,
  'reviews/views/acknowledgement.njk': FROM_THE_WHY,
  'reviews/views/case-reviews.njk': SAYS_IT,
  'reviews/views/check-review.njk': SAYS_IT,
  'reviews/views/confirmation.njk': SAYS_IT,
  'reviews/views/review-parts.njk': SAYS_IT,
  'handovers/views/choices.njk': SAYS_IT,
  'individuals/views/second-looks.njk': 'what was found each time: past days; the page leads to the why at its head',
  'reminders/views/deliveries.njk': 'for administrators, who open no case',
  'retention/views/retention.njk': 'its rule stands in the column beside it',
  'retention/views/deletion-request.njk': 'its rule stands in the row above it',
  'web/views/partials/due-tag.njk': 'what makes the link',
};

describe('a day something is due', () => {
  const bare = templates.filter((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    return BARE.some((pattern) => pattern.test(text));
  });

  it('leads to why it is due then, on every page but those that need no link', () => {
    expect(bare.filter((file) => !(file in MAY))).toEqual([]);
  });

  it('has no exception that is not needed any more', () => {
    expect(Object.keys(MAY).filter((file) => !bare.includes(file))).toEqual([]);
  });
});
