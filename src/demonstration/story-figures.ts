import {
  FreezeGroups,
  FreezeQuarters,
  LoadCensus,
  RefreshFigures,
  ReviseIndicator,
  SupplyFigure,
  type SuppliedFigure,
} from '../indicators';
import { addDays, addMonths, dayInLondon } from '../shared/day';
import type { History } from './history';
import type { Stage } from './stage';

const POLICE = 'manager@tvp.example';
const ANALYST = 'analyst@sbc.example';
const CHAIR = 'chair@mace.example';

const BASELINES: readonly [
  code: string,
  target: number,
  amberWithin: number,
  baseline: string,
  owner: string,
  source: string,
][] = [
  [
    'I1',
    100,
    10,
    'None were screened with one tool before the partnership began',
    'Panel coordinator',
    'Screenings of this service',
  ],
  [
    'I2',
    100,
    10,
    '38% had a written plan when the partnership began',
    'Panel chair',
    'Plans and reviews of this service',
  ],
  ['M1', 95, 10, '52% of reviews were in time in the year before', 'Panel chair', 'Reviews of this service'],
];

/** Numbers that fall or rise a little from quarter to quarter, out of the quarter's place alone: the same at every loading. */
const SUPPLIED: readonly [code: string, by: string, first: number, step: number, of: number][] = [
  ['I7', POLICE, 31, -2, 0],
  ['I8', POLICE, 19, -1, 58],
  ['I11', POLICE, 12, 1, 0],
  ['I15', POLICE, 402, 31, 640],
  ['I10', ANALYST, 6, 1, 14],
];

/** The partnership's figures: quarters frozen as they end, supplied by those who hold them a month later, and one that is not. */
export function tellFigures(stage: Stage, history: History, start: Date, until: Date): void {
  history.at(new Date(start.getTime() + 3_600_000), () => loadCensus(stage).then(() => undefined));
  const first = `${dayInLondon(start).slice(0, 7)}-01`;
  let place = 0;
  for (let month = first; month <= dayInLondon(until); month = addMonths(month, 1)) {
    if (!['01', '04', '07', '10'].includes(month.slice(5, 7)) || month === first) continue;
    const ended = addDays(month, -1);
    const at = place;
    history.at(new Date(`${month}T05:10:00Z`), async () => {
      await stage.verb(FreezeQuarters).run();
      await stage.verb(FreezeGroups).run();
    });
    history.at(new Date(`${addDays(month, 26)}T11:00:00Z`), () => supplyAll(stage, ended, at));
    place += 1;
  }
}

async function supplyAll(stage: Stage, until: string, place: number): Promise<void> {
  for (const [code, by, firstValue, step, of] of SUPPLIED) {
    await supply(stage, by, {
      code,
      until,
      hasData: true,
      met: firstValue + step * place,
      total: of + (of > 100 ? place * 4 : 0),
      note: '',
    });
  }
  const note = 'The force has moved to a new record system; figures are expected in the next quarter.';
  await supply(stage, POLICE, { code: 'I16', until, hasData: false, note });
}

const supply = (stage: Stage, by: string, figure: SuppliedFigure): Promise<unknown> =>
  stage.sitting(by, (tx) => stage.verb(SupplyFigure).within(tx, figure));

/** At the end: baselines as agreed, and fresh figures of today. */
export async function endFigures(stage: Stage): Promise<void> {
  const names: Record<string, string> = { I1: 'Screening coverage', I2: 'Plan coverage', M1: 'Reviews held on time' };
  for (const [code, target, amberWithin, baseline, owner, source] of BASELINES) {
    const revision = { code, number: 1, name: names[code] ?? code, target, amberWithin, baseline, owner, source };
    await stage.sitting(CHAIR, (tx) => stage.verb(ReviseIndicator).within(tx, revision));
  }
  await stage.verb(RefreshFigures).run();
}

/** Made up in round numbers, and marked so: no census table of the town is part of this service. */
const ILLUSTRATIVE_POPULATION = `ethnicity,W,9000
ethnicity,M,1500
ethnicity,A,14000
ethnicity,B,2500
ethnicity,O,1000
sex,male,14300
sex,female,13700
age_band,under_14,8000
age_band,14_to_17,9000
age_band,18_and_over,11000
disability,disabled,2200
disability,none,25800`;

const loadCensus = (stage: Stage): Promise<unknown> =>
  stage.sitting(ANALYST, (tx) =>
    stage
      .verb(LoadCensus)
      .within(tx, { source: 'People of 10 to 24, round numbers', isIllustrative: true, csv: ILLUSTRATIVE_POPULATION }),
  );
