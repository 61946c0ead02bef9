import { answerList, filledForm } from '../screenings/answers';
import { CRITERION_IDS } from '../support/identification-method';
import { PEOPLE_BODIES } from './people-requests';
import type { World } from './world';
import type { Person } from './world-people';
import type { CaseRecord } from './world-record';

export type Body = Record<string, unknown>;

const day = (name: string, value: string): Body => {
  const [year, month, date] = value.split('-');
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: date };
};

/** What a body is about. */
export interface About {
  record: CaseRecord;
  world: World;
  /** Who asks. */
  person: Person;
  isApi: boolean;
}

const days = (isApi: boolean, name: string, value: string): Body => (isApi ? { [name]: value } : day(name, value));

const action = ({ world, isApi }: About): Body => ({
  description: 'Ring the school',
  kind: 'inform',
  ownerId: world.somebodyId,
  ...days(isApi, 'dueOn', '2026-12-10'),
});

const seen = ({ record, isApi }: About): Body => (isApi ? {} : { membershipId: record.membershipId });
const schedule = ({ record, isApi }: About): Body => (isApi ? {} : { scheduleId: record.scheduleId });
const named = ({ world }: About): Body => ({ namedPeople: world.namedIds });
const ofPerson = ({ record, isApi }: About): Body => (isApi ? { individualId: record.individualId } : {});
const evidence = ({ isApi }: About): Body => ({
  decision: 'The panel agreed',
  evidence: 'A second attack',
  ...days(isApi, 'evidenceOn', '2026-11-10'),
});

const grounds = ({ isApi }: About): Body => ({
  criteriaMet: CRITERION_IDS.slice(0, 1),
  evidenceKind: 'incident',
  ...(isApi ? { deciders: ['Ms Demo'], dissent: null } : { deciders: 'Ms Demo', anyDissent: 'no' }),
});

const entry = (about: About): Body => ({
  ...evidence(about),
  ...grounds(about),
  considered: 'Early help alone',
  ...days(about.isApi, 'startedOn', '2026-11-20'),
  tier: 'high',
  isExperiencing: about.isApi ? true : 'yes',
  isPerpetrating: about.isApi ? null : 'not_known',
});

const itemSeen = ({ record, isApi }: About): Body =>
  isApi ? {} : { itemVersion: String(record.versions['meeting_items']) };

const refusal = (about: About): Body => ({
  reason: 'Early help',
  ...(about.isApi
    ? { deciders: ['Ms Demo'] }
    : { deciders: 'Ms Demo', anyDissent: 'no', decisionId: about.record.itemId }),
});

const review = ({ record, isApi }: About): Body => ({
  personViewAnswer: 'agrees',
  personView: 'It helps',
  summary: 'Everybody is in touch',
  decision: 'continue',
  rationale: 'It works',
  ...days(isApi, 'heldOn', '2026-11-20'),
  ...(isApi ? { individualId: record.individualId, attendees: [] } : { step: 'record', scheduleId: record.scheduleId }),
});

const screening = (about: About): Body =>
  about.isApi
    ? { individualId: about.record.individualId, screenedOn: '2026-11-20', answers: answerList() }
    : filledForm({}, { toolVersionId: about.world.toolVersionId });

const measure = (about: About): Body => ({
  ...ofPerson(about),
  ...(about.isApi ? { kind: 'sdq' } : {}),
  ...days(about.isApi, 'knownOn', '2026-11-20'),
  subject: 'parent',
  total: '12',
  source: 'Mother',
});

/** The body of each kind of edit, by its place; the first that fits. */
export const KINDS: [place: RegExp, body: (about: About) => Body][] = [
  ...PEOPLE_BODIES,
  [/restriction\/lifting-request\/withdrawal$/, () => ({})],
  [/restriction\/lifting-request$/, () => ({ reason: 'The threat is over' })],
  [/restriction\/lifting$/, () => ({})],
  [/:id\/deletion$/, () => ({ ground: 'person_asked', reason: 'Request 12 of this year' })],
  [/restriction\/named-people$/, named],
  [/\/restriction$/, (about) => ({ ...named(about), reason: 'A threat' })],
  [
    /\/passing-on/,
    ({ record, isApi }) => ({
      passedOnTo: 'The youth court',
      ...(isApi ? { itemType: 'note', itemId: record.noteId } : {}),
    }),
  ],
  [/\/transfers?$/, () => ({ kind: 'moves_out', otherAuthority: 'Reading', why: 'The family moves' })],
  [/\/transfers?\/withdrawal$/, ({ isApi }): Record<string, string> => (isApi ? {} : { version: '1' })],
  [/\/panel-questions?$/, () => ({ text: 'Can housing move the family?' })],
  [/\/notes/, ({ isApi }) => ({ text: 'Seen at home', basis: 'fact', ...days(isApi, 'happenedOn', '2026-11-20') })],
  [/\/actions\/:id\/updates$/, () => ({ standing: 'on_track', text: 'Rang twice' })],
  [/\/actions\/:id\/closure$/, () => ({ status: 'done', outcome: 'Agreed' })],
  [
    /^POST \/api\/v1\/actions$/,
    (about) => ({ ...action(about), ...ofPerson(about), madeIn: 'plan', madeInId: about.record.planId }),
  ],
  [/plans?(\/:id)?\/actions(\/new)?$/, action],
  [/\/screenings$/, screening],
  [/\/screenings\/:\w+\/agreement$/, () => ({ decision: 'agreed', reason: 'It is over' })],
  [/\/measures(\/:kind)?$/, measure],
  [/cohort-membership.*\/validations?$/, (about) => ({ ...seen(about), ...evidence(about), ...grounds(about) })],
  [/cohort-memberships.*\/changes$/, (about) => ({ ...evidence(about), tier: 'critical' })],
  [/cohort-membership.*\/exit$/, (about) => ({ ...seen(about), exitReason: 'stepped_down', rationale: 'Settled' })],
  [
    /cohort-membership\/refusal$/,
    ({ record }) => ({
      reason: 'Early help',
      deciders: 'Ms Demo',
      anyDissent: 'no',
      decisionId: record.membershipId,
      version: '1',
    }),
  ],
  [/cohort-membership\/tier$/, (about) => ({ ...seen(about), ...evidence(about), tier: 'critical' })],
  [/cohort-membership(s|\/entry)$/, (about) => ({ ...ofPerson(about), ...entry(about) })],
  [/assignments\/:\w+\/ending$/, () => ({ reason: 'Moved to another team' })],
  [/assignments$/, (about) => ({ ...ofPerson(about), kind: 'practitioner', userId: about.world.somebodyId })],
  [/\/needs$/, ({ isApi }) => (isApi ? { domain: 'education_employment', status: 'met', detail: 'At college' } : {})],
  [/\/risks\/:riskId\/end$/, () => ({})],
  [/\/:partId\/end$/, () => ({})],
  [/\/factors\/:factorId$/, () => ({ explanation: 'Nobody offers it before March' })],
  [/\/contingencies(\/new)?$/, () => ({ kind: 'missing', ifThis: 'Gone', thenThis: 'Call', who: 'Duty worker' })],
  [/\/linked-plans(\/new)?$/, () => ({ kind: 'pathway', heldBy: 'Leaving care team' })],
  [/\/risks(\/new)?$/, () => ({ factor: 'Threats', direction: 'from_others', level: 'low' })],
  [/\/goals\/:goalId\/status$/, () => ({ status: 'achieved' })],
  [/\/goals(\/new)?$/, () => ({ wordsOfThePerson: 'Get home', practitionerWording: 'Safe routes' })],
  [/\/items\/:itemId\/entries$/, () => ({ kind: 'discussion', text: 'Said at the meeting' })],
  [/\/entries$/, () => ({ section: 'worries', text: 'They said' })],
  [/\/entries\/:section\/new$/, () => ({ text: 'They said' })],
  [/plans?(\/:id)?\/(submission|approval)$/, () => ({})],
  [/plans?(\/:id)?\/return$/, () => ({ comment: 'Say who tells the family' })],
  [/\/plans?$/, ofPerson],
  [/exemption\/clearing$/, (about) => ({ ...schedule(about), reason: 'Home again' })],
  [
    /\/exemption$/,
    (about) => ({
      ...schedule(about),
      kind: 'custody',
      words: 'Remanded',
      ...days(about.isApi, 'until', '2026-12-10'),
    }),
  ],
  [
    /(review-date\/change|due-date)$/,
    (about) => ({ ...schedule(about), reason: 'Sooner', ...days(about.isApi, 'dueOn', '2026-11-24') }),
  ],
  [
    /(review-date\/event|review-triggers)$/,
    (about) => ({
      ...ofPerson(about),
      kind: 'arrest',
      source: 'Police',
      ...days(about.isApi, 'happenedOn', '2026-11-20'),
    }),
  ],
  [
    /acknowledgements?$/,
    (about) => ({
      ...schedule(about),
      reason: 'Nobody could be reached',
      ...days(about.isApi, 'chaseOn', '2026-11-24'),
    }),
  ],
  [/\/review-schedules$/, () => ({})],
  [/\/reviews$/, review],
  [
    /\/items$/,
    ({ record, isApi }) => (isApi ? { individualId: record.individualId } : { reference: record.reference }),
  ],
  [/\/items\/:itemId\/cohort-entry$/, (about) => ({ ...entry(about), ...itemSeen(about) })],
  [/\/items\/:itemId\/cohort-refusal$/, (about) => ({ ...refusal(about), ...itemSeen(about) })],
  [/\/items\/:itemId\/conflict$/, ({ person }) => ({ userId: person.id, reason: 'A cousin' })],
  [/\/items\/:itemId\/deferral$/, () => ({ reason: 'The school is away' })],
  [/\/items\/:itemId\/return-to-agenda$/, () => ({})],
  [/\/items\/:itemId\/place$/, () => ({ to: 'later' })],
  [
    /\/items\/:itemId\/decision$/,
    () => ({ decision: 'continue', rationale: 'It works', personViewAnswer: 'agrees', personView: 'It helps' }),
  ],
  [/\/meetings\/:id\/(agenda|closure)$/, () => ({})],
];
