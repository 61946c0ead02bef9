import type { CaseRecord } from './world-record';

type Body = Record<string, unknown>;

/** The tables whose version is sent to change who somebody is, or to end what is recorded about them. */
export const PEOPLE_VERSIONS: [pattern: RegExp, table: string][] = [
  [/\/identity/, 'individuals'],
  [/\/facts\/:factKind\/:factId/, 'individual_addresses'],
  [/\/relationships\/:relationshipId/, 'individual_relationships'],
  [/\/family\/:memberId/, 'family_members'],
  [/\/family-champion-claims\/:claimId/, 'family_champion_claims'],
];

export const peopleIds = (record: CaseRecord): Record<string, string> => ({
  ':factKind': 'address',
  ':factId': record.factId,
  ':relationshipId': record.relationshipId,
  ':memberId': record.memberId,
  ':claimId': record.claimId,
});

const SOURCE = { source: 'School' };
const days = (isApi: boolean): Body =>
  isApi ? { fromOn: '2026-11-01' } : { 'fromOn-day': '1', 'fromOn-month': '11', 'fromOn-year': '2026' };

const identity = (isApi: boolean): Body => ({
  ...SOURCE,
  givenName: 'Quillon',
  familyName: 'Brackendale',
  preferredName: isApi ? null : '',
  aliases: isApi ? [] : '',
  sex: 'male',
  gender: 'Young man',
  ethnicity: 'NS',
  observedEthnicity: isApi ? null : '',
  communicationNeeds: isApi ? null : '',
});

/** What is sent about a person, whole and right, so that an answer other than the refusal is about who asks. */
export const PEOPLE_BODIES: [place: RegExp, body: (about: { isApi: boolean }) => Body][] = [
  [/\/identity/, ({ isApi }) => identity(isApi)],
  [/\/facts\/.*\/ending$/, () => ({ how: 'recorded_in_error', because: 'Not so' })],
  [/\/(family-champion-claims|family)\/.*\/(ending|leaving|settlement)$/, () => ({ because: 'Not so' })],
  [/\/identifiers$/, () => ({ ...SOURCE, kind: 'uln', value: '9276308686' })],
  [
    /\/(addresses|facts\/:factKind)$/,
    ({ isApi }) => ({ ...SOURCE, ...days(isApi), kind: 'home', lines: '2 Demo Road' }),
  ],
  [/\/individuals\/:id\/education$/, ({ isApi }) => ({ ...SOURCE, ...days(isApi), status: 'training' })],
  [/\/statuses$/, ({ isApi }) => ({ ...SOURCE, ...days(isApi), kind: 'legal', status: 'early_help' })],
  [
    /\/second-looks?$/,
    ({ isApi }) => ({
      outcome: 'confirmed',
      note: 'Asked the school',
      ...(isApi ? { nextOn: '2027-02-01' } : { 'nextOn-day': '1', 'nextOn-month': '2', 'nextOn-year': '2027' }),
    }),
  ],
  [/\/relationships$/, () => ({ ...SOURCE, kind: 'friend', name: 'A friend', basis: 'fact', reliability: 'untested' })],
  [/\/family$/, () => ({ reference: 'TC-2026-0000' })],
  [/\/family-champion-claims$/, () => ({ reason: 'I see them every week' })],
];
