import {
  IssueReport,
  lastQuarter,
  MakeReport,
  NameBoxOwners,
  PublishReport,
  ReleasePublication,
  type Section,
  WriteNarrative,
} from '../indicators';
import { addDays, type Day, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const ANALYST = 'analyst@sbc.example';
const CHAIR = 'chair@mace.example';
const GOVERNANCE = 'governance@sbc.example';
const POLICE = 'manager@tvp.example';
const FAMILIES = 'manager@scf.example';

const NARRATIVES: readonly [Section, by: string, text: string][] = [
  [
    'summary',
    CHAIR,
    'Most people in the cohort are screened with the one tool and have a written plan that a manager approved. What worries the panel is waiting times for mental health support, and school places after a move.',
  ],
  [
    'figures',
    ANALYST,
    'Small numbers move by themselves: a change of one or two people is not a trend. The late reviews of this quarter fall in two teams that were short of staff in the summer.',
  ],
  [
    'actions',
    FAMILIES,
    'Two managers now see overdue actions every morning. Actions that could not be done are brought back to the panel with the reason.',
  ],
  ['risks', POLICE, 'The risk about information that comes late from other forces stays as it is.'],
  [
    'learning',
    CHAIR,
    'Two recommendations of the last review are done; the third, on brothers and sisters, is with the agencies.',
  ],
  ['next_quarter', CHAIR, 'Every plan gets a named plan owner outside the lead agency where the tier is critical.'],
];

/**
 * The reports of the last two quarters: the one before the last was issued late and published, the last in time, whose publishable version waits for governance. Figures are
 * supplied a month after a quarter (`story-figures.ts`), and the report is due after twenty working days: it is issued with what is there.
 */
export function tellReports(stage: Stage, history: History, until: Date): void {
  const last = lastQuarter(dayInLondon(until));
  const before = lastQuarter(last.from);
  history.at(new Date(`${addDays(before.until, 10)}T13:00:00Z`), () =>
    stage.sitting(ANALYST, async (tx) => {
      const owners = Object.fromEntries(NARRATIVES.map(([section, by]) => [section, stage.userId(by)]));
      await stage.verb(NameBoxOwners).within(tx, owners);
    }),
  );
  report(stage, history, {
    until: before.until,
    madeAfter: 14,
    issuedAfter: 41,
    publishedAfter: 44,
    releasedAfter: 48,
  });
  report(stage, history, { until: last.until, madeAfter: 12, issuedAfter: 27, publishedAfter: 28 });
}

interface Told {
  until: Day;
  madeAfter: number;
  issuedAfter: number;
  publishedAfter: number;
  releasedAfter?: number;
}

function report(stage: Stage, history: History, told: Told): void {
  const { until, madeAfter, issuedAfter, publishedAfter, releasedAfter } = told;
  const on = (days: number): Date => new Date(`${addDays(until, days)}T13:00:00Z`);
  let id = '';
  history.at(on(madeAfter), async () => {
    id = await stage.sitting(ANALYST, async (tx) => {
      const made = await stage.verb(MakeReport).within(tx, { until, changeNote: '' });
      return made.id;
    });
    for (const [section, by, text] of NARRATIVES)
      await stage.sitting(by, (tx) =>
        stage.verb(WriteNarrative).within(tx, { reportId: id, boxes: [{ section, text, seen: '' }] }),
      );
  });
  history.at(on(issuedAfter), async () => {
    await stage.verb(IssueReport).run(await stage.actor(CHAIR), { id, version: 1 });
  });
  history.at(on(publishedAfter), async () => {
    await stage.verb(PublishReport).run(await stage.actor(ANALYST), { id });
  });
  if (releasedAfter === undefined) return;
  history.at(on(releasedAfter), async () => {
    await stage.verb(ReleasePublication).run(await stage.actor(GOVERNANCE), { reportId: id, words: 'all' });
  });
}
