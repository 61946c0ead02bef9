import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { demonstrationTool, InstallTool } from '../screenings';
import type { SettableClock } from '../shared/clock';
import { dayInLondon } from '../shared/day';
import { Chance } from './chance';
import { CaseStory, type Reach } from './case-story';
import type { Cast } from './cast';
import { fictionalPerson } from './fictional-people';
import { History } from './history';
import type { LoadedPartnership } from './load-partnership';
import { namePartnershipLead } from './partnership-lead';
import { PanelStory } from './panel-story';
import { addPeopleAround } from './people-around';
import { addRestrictedPerson } from './restricted-person';
import { addScreeningWork } from './screening-work';
import { Stage } from './stage';
import { askForTransfer } from './story-of-transfers';
import { endFigures, tellFigures } from './story-figures';
import { agreeOnMethod, holdCycles } from './story-method';
import { tellAudits } from './story-of-audits';
import { confirmTopFive, tellEvents } from './story-of-events';
import { addSecondRecord, contestFamily, tellOfPeople } from './story-of-people';
import { tellReferrals } from './story-of-referrals';
import { tellReports } from './story-of-reports';
import { tellRegisters } from './story-of-registers';

const DAY = 86_400_000;
const DAYS_OF_HISTORY = 730;
const PEOPLE = 75;
const SEED = 20261121;

const CASTS: readonly (readonly [Cast, number])[] = [
  [{ lead: 'lead@scf.example', owner: 'senior@scf.example', manager: 'manager@scf.example' }, 5],
  [{ lead: 'yjs.worker@scf.example', owner: 'senior@scf.example', manager: 'manager@scf.example' }, 3],
  [{ lead: 'family.support@scf.example', owner: 'lead@scf.example', manager: 'manager@scf.example' }, 3],
  [{ lead: 'officer@tvp.example', owner: 'exploitation.lead@tvp.example', manager: 'manager@tvp.example' }, 2],
  [{ lead: 'dsl@school.example', owner: 'senior@scf.example', manager: 'manager@scf.example' }, 2],
  [{ lead: 'nurse@health.example', owner: 'yjs.worker@scf.example', manager: 'manager@scf.example' }, 2],
];

interface Telling {
  partnership: LoadedPartnership;
  clock: SettableClock;
  until: Date;
  progress: (line: string) => void;
}

/** Two years of a fictional partnership, made by its own verbs at the moments they would have been used. */
@Injectable()
export class LoadHistory {
  constructor(private readonly stage: Stage) {}

  async run({ partnership, clock, until, progress }: Telling): Promise<void> {
    this.stage.setUsers(partnership.users);
    const chance = new Chance(SEED);
    const history = new History(clock, until);
    const start = new Date(until.getTime() - DAYS_OF_HISTORY * DAY);
    history.at(start, async () => {
      await this.stage.verb(InstallTool).run(SYSTEM_ACTOR, demonstrationTool);
      await agreeOnMethod(this.stage);
    });
    holdCycles(this.stage, history, start, until);
    tellReferrals(this.stage, history, until);
    tellFigures(this.stage, history, start, until);
    tellRegisters(this.stage, history, start, until);
    tellOfPeople(this.stage, history, until);
    tellAudits(this.stage, history, start, until);
    tellEvents(this.stage, history, until);
    confirmTopFive(this.stage, history, until);
    tellReports(this.stage, history, until);
    const taken = new Set<string>();
    let begun = 0;
    for (let number = 0; number < PEOPLE; number += 1) {
      const reach = reachOf(number);
      const at = beginningOf(reach, chance, start, until);
      const person = fictionalPerson(chance, dayInLondon(at), dayInLondon(until), taken);
      new CaseStory(this.stage, history, chance, castOf(number, chance), reach, until).begin(at, person);
      history.at(at, async () => {
        begun += 1;
        if (begun % 15 === 0 && begun < PEOPLE) progress(`Loading demonstration people: ${begun} of ${PEOPLE}`);
      });
    }
    const panel = new PanelStory(this.stage, history, chance);
    panel.begin(new Date(start.getTime() + 21 * DAY), until);
    await history.play(() => undefined);
    clock.set(until);
    // Before the next agenda is made: a group that several cases are linked to, and a transfer, stand on it by themselves.
    await addPeopleAround(this.stage);
    await askForTransfer(this.stage);
    await panel.prepareNext();
    await addRestrictedPerson(this.stage);
    await contestFamily(this.stage);
    await addSecondRecord(this.stage);
    await addScreeningWork(this.stage, dayInLondon(until));
    await endFigures(this.stage);
    await namePartnershipLead(this.stage, partnership.panelId);
    progress(`Loading demonstration people: ${PEOPLE} of ${PEOPLE}`);
  }
}

/** Most cases are whole; a few stand at each step before, so that every page has somebody on it. */
function reachOf(number: number): Reach {
  if (number < 2) return 'just_added';
  if (number < 4) return 'screened';
  if (number < 7) return 'drafting';
  if (number < 11) return 'awaiting_approval';
  if (number < 20) return 'review_missed';
  return 'whole';
}

/** The people who sign in have something of everything. */
function castOf(number: number, chance: Chance): Cast {
  const [first] = CASTS[0] ?? [];
  return number % 3 === 0 && number < 20 && first ? first : chance.weighted(CASTS);
}

function beginningOf(reach: Reach, chance: Chance, start: Date, until: Date): Date {
  const daysAgo =
    reach === 'whole' || reach === 'review_missed' ? chance.between(60, DAYS_OF_HISTORY - 2) : chance.between(24, 40);
  const at = new Date(until.getTime() - daysAgo * DAY);
  at.setUTCHours(chance.between(9, 16), 0, 0, 0);
  return at > start ? at : start;
}
