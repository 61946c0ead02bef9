import {
  KeepActivity,
  KeepLearning,
  KeepRisk,
  RecordProgress,
  ScoreRisk,
  SignOffStrategyReview,
  StartStrategyPlan,
} from '../registers';
import { addDays, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';
import { ACTIVITIES, type ActivityOfStory } from './strategy-of-registers';

const CHAIR = 'chair@mace.example';
const SCF = 'manager@scf.example';
const TVP = 'manager@tvp.example';
const DAY = 86_400_000;

/** The plan of 2024 to 2027, the risk register and what reviews recommended, over the two years of the demonstration. */
export function tellRegisters(stage: Stage, history: History, start: Date, until: Date): void {
  const ago = (days: number): Date => new Date(Math.max(start.getTime(), until.getTime() - days * DAY));
  history.at(ago(700), () => startPlan(stage, dayInLondon(ago(560))));
  history.at(ago(560), () => review(stage, 'Slow first year: owners were named late.', dayInLondon(ago(200))));
  history.at(ago(330), () => reportAll(stage, 0.5));
  history.at(ago(200), () =>
    review(stage, 'Most of it is on its way. Quality checks fell behind.', addDays(dayInLondon(until), 25)),
  );
  history.at(ago(20), () => reportAll(stage, 1));
  tellRisks(stage, history, ago, until);
  history.at(ago(150), () => tellLearning(stage, ago, until));
}

const activityIds = new WeakMap<Stage, Map<ActivityOfStory, { id: string; version: number }>>();

async function startPlan(stage: Stage, reviewDueOn: string): Promise<void> {
  const chair = await stage.actor(CHAIR);
  const title = 'Serious violence strategy 2024 to 2027';
  const days = { startsOn: '2024-04-01', endsOn: '2027-03-31', reviewDueOn };
  await stage.verb(StartStrategyPlan).run(chair, { title, ...days });
  const ids = new Map<ActivityOfStory, { id: string; version: number }>();
  for (const told of ACTIVITIES) {
    const { id } = await stage.verb(KeepActivity).add(chair, {
      ...{ priority: told.priority, aim: told.aim, activity: told.activity, successMeasure: told.measure },
      agencyId: (await stage.actor(told.lead)).agencyId,
      ownerIds: told.owners.map((email) => stage.userId(email)),
      ...{ startsOn: '2024-04-01', targetOn: told.targetOn },
    });
    ids.set(told, { id, version: 1 });
  }
  activityIds.set(stage, ids);
}

/** @param share of what each has reached by now */
async function reportAll(stage: Stage, share: number): Promise<void> {
  for (const [told, seen] of activityIds.get(stage) ?? []) {
    const isNow = share === 1;
    await stage.verb(RecordProgress).run(await stage.actor(told.owners[0] ?? CHAIR), {
      ...seen,
      progress: isNow ? told.progress : 'Begun.',
      percentComplete: Math.round(told.percent * share),
      rag: isNow ? told.rag : 'amber',
      ragReason: isNow ? told.why : 'Later than planned',
      ...(isNow && told.evidence ? { evidence: told.evidence, keptAt: 'Partnership board, shared folder' } : {}),
    });
    seen.version += 1;
  }
}

const reviewed = new WeakMap<Stage, number>();

async function review(stage: Stage, summary: string, nextDueOn: string): Promise<void> {
  const version = (reviewed.get(stage) ?? 0) + 1;
  reviewed.set(stage, version);
  const changes = 'Each activity is reported on every quarter from now on.';
  await stage.verb(SignOffStrategyReview).run(await stage.actor(CHAIR), { version, summary, changes, nextDueOn });
}

const RISKS = [
  {
    by: SCF,
    cause: 'agencies keep their records in systems that do not speak to each other',
    event: 'A change of risk is known to one agency and not to the others',
    effect: 'a threat is acted upon too late',
    controls: 'One record for the cohort; returns before each meeting; information sharing agreement',
    current: [4, 5, 3, 5, 2, 5],
    target: [2, 4],
  },
  {
    by: TVP,
    cause: 'few analysts work with the data of all partners',
    event: 'Figures reach the board late or cannot be compared',
    effect: 'money goes where it helps least',
    controls: 'Definitions agreed; one analyst shared by two agencies',
    current: [4, 3, 4, 3, 3, 3],
    target: [2, 2],
  },
  {
    by: SCF,
    cause: 'funding for mentors ends each March',
    event: 'Long-term support stops for young people in the middle of it',
    effect: 'trust is lost and harm returns',
    controls: 'Bids prepared by the autumn; a reserve for three months',
    current: [3, 4, 4, 4],
    target: [2, 3],
  },
  {
    by: TVP,
    cause: 'staff change often in the agencies that lead on cases',
    event: 'People in the cohort have no lead professional for weeks',
    effect: 'reviews are missed and nobody notices',
    controls: 'Handover in one step; reminders to managers',
    current: [3, 4, 2, 4],
    target: [2, 3],
  },
];

function tellRisks(stage: Stage, history: History, ago: (days: number) => Date, until: Date): void {
  for (const [at, risk] of RISKS.entries()) {
    const [likelihood = 3, impact = 3, ...later] = risk.current;
    const [targetLikelihood = 2, targetImpact = 2] = risk.target;
    let made = { id: '', version: 0 };
    const first = 640 - at * 30;
    history.at(ago(first), async () => {
      const owner = await stage.actor(risk.by);
      const { id } = await stage.verb(KeepRisk).add(owner, {
        ...{ cause: risk.cause, event: risk.event, effect: risk.effect, controls: risk.controls },
        ...{ agencyId: owner.agencyId, ownerId: owner.userId },
        ...{ inherentLikelihood: 5, inherentImpact: Math.max(impact, 4) },
        ...{ currentLikelihood: likelihood, currentImpact: impact, targetLikelihood, targetImpact },
        reviewDueOn: dayInLondon(ago(first - 180)),
      });
      made = { id, version: 1 };
    });
    for (let step = 0; step + 1 < later.length; step += 2) {
      const when = first - 180 * (step / 2 + 1);
      history.at(ago(when), async () => {
        const scored = { likelihood: later[step] ?? 3, impact: later[step + 1] ?? 3, reason: 'Looked at by the board' };
        // Its last review left one of them late, so that the register and the ladder have something to say.
        const isLast = step + 3 > later.length - 1;
        const reviewDueOn = isLast ? addDays(dayInLondon(until), at * 20 - 6) : dayInLondon(ago(when - 180));
        await stage.verb(ScoreRisk).run(await stage.actor(risk.by), { ...made, ...scored, reviewDueOn });
        made.version += 1;
      });
    }
  }
}

async function tellLearning(stage: Stage, ago: (days: number) => Date, until: Date): Promise<void> {
  const chair = await stage.actor(CHAIR);
  const today = dayInLondon(until);
  const told = [
    {
      ...{ reviewKind: 'child_safeguarding_practice' as const, reviewTitle: 'Practice review, fictional, of 2025' },
      ...{
        recommendation: 'Schools are asked before every strategy meeting about a pupil',
        by: SCF,
        dueOn: addDays(today, 12),
      },
    },
    {
      ...{ reviewKind: 'offensive_weapons_homicide' as const, reviewTitle: 'Homicide review, fictional, of 2025' },
      ...{ recommendation: 'Hospitals tell the panel of stab wounds within a day', by: TVP, dueOn: addDays(today, -9) },
    },
    {
      ...{ reviewKind: 'domestic_homicide' as const, reviewTitle: 'Domestic homicide review, fictional, of 2024' },
      ...{ recommendation: 'Ask what brothers and sisters have seen', by: SCF, dueOn: addDays(today, 60) },
    },
  ];
  for (const [at, { by, ...learning }] of told.entries()) {
    const owner = await stage.actor(by);
    const { id } = await stage.verb(KeepLearning).add(chair, {
      ...learning,
      publishedOn: dayInLondon(ago(240)),
      ...{ agencyId: owner.agencyId, ownerId: owner.userId },
    });
    const happenedOn = dayInLondon(ago(151));
    const entry = { kind: 'progress' as const, happenedOn, text: 'Agreed with the agencies it is about.' };
    await stage.verb(KeepLearning).addEntry(owner, { id, ...entry });
    if (at !== 2) continue;
    const evidence = { kind: 'evidence' as const, happenedOn, text: 'Audit of twenty assessments' };
    await stage.verb(KeepLearning).addEntry(owner, { id, ...evidence, keptAt: 'Audit folder' });
    const whatChanged = 'Nineteen of twenty assessments say what the other children saw.';
    await stage.verb(KeepLearning).close(owner, { id, version: 1, whatChanged });
  }
}
