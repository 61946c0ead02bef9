import { factorTimeOf, identityOf, isForUsNow } from './provider-claims';

const TENANT = '2c1f7a52-0000-4000-8000-000000000001';
const OTHER_TENANT = '2c1f7a52-0000-4000-8000-000000000002';
const ENTRA = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const NOW = new Date('2026-11-21T10:00:00Z');
const seconds = (minutesAgo: number): number => NOW.getTime() / 1000 - minutesAgo * 60;

describe('who a token is about', () => {
  it('is the subject at the issuer, whatever the address or the object id it carries', () => {
    const claims = { iss: 'https://id.example', sub: 's1', email: 'a@b.test', oid: 'o', tid: 't' };
    expect(identityOf(claims)).toEqual({ issuer: 'https://id.example', subject: 's1' });
  });

  it('is tenant and object id at Entra ID', () => {
    const claims = { iss: ENTRA, sub: 'pairwise', oid: 'object', tid: TENANT, upn: 'a@b.test' };
    expect(identityOf(claims)).toEqual({ issuer: ENTRA, subject: `${TENANT}/object` });
  });

  it.each([
    ['of another tenant than its issuer', { oid: 'object', tid: OTHER_TENANT }],
    ['without a tenant', { oid: 'object' }],
    ['without an object id', { tid: TENANT }],
    ['with an empty object id', { tid: TENANT, oid: '' }],
  ])('is nobody at Entra ID %s', (_, claims) => {
    expect(identityOf({ iss: ENTRA, sub: 'pairwise', ...claims })).toBeUndefined();
  });

  it('is nobody of the tenant that everybody at Microsoft is in', () => {
    const tid = '9188040d-6c67-4c5b-b112-36a304b66dad';
    const iss = `https://login.microsoftonline.com/${tid}/v2.0`;
    expect(identityOf({ iss, sub: 's', oid: 'o', tid })).toBeUndefined();
  });
});

describe('a second factor given at the provider', () => {
  const rule = { values: ['mfa', 'c1'], minutes: 480 };
  const at = (claims: Record<string, unknown>) =>
    factorTimeOf({ iss: 'https://id.example', sub: 's', ...claims }, rule, NOW);

  it.each([
    ['amr', { amr: ['pwd', 'mfa'] }],
    ['acr', { acr: 'mfa' }],
    ['acrs', { acrs: ['c1'] }],
  ])('counts from its time when %s says so', (_, claims) => {
    expect(at({ ...claims, auth_time: seconds(30) })).toEqual(new Date(seconds(30) * 1000));
  });

  it.each([
    ['nothing says so', { auth_time: seconds(1) }],
    ['only a password is named', { amr: ['pwd'], auth_time: seconds(1) }],
    ['no time is said', { amr: ['mfa'] }],
    ['the time is a text', { amr: ['mfa'], auth_time: String(seconds(1)) }],
    ['it was long ago', { amr: ['mfa'], auth_time: seconds(481) }],
    ['it is to come', { amr: ['mfa'], auth_time: seconds(-10) }],
    ['the value is part of a longer text', { acr: 'mfa-not', auth_time: seconds(1) }],
  ])('does not count when %s', (_, claims) => {
    expect(at(claims)).toBeUndefined();
  });

  it('is never later than now', () => {
    expect(at({ amr: ['mfa'], auth_time: seconds(-0.5) })).toEqual(NOW);
  });
});

describe('an ID token', () => {
  const token = (header: object): string => `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.s`;
  const claims = { iss: 'https://id.example', sub: 's', aud: 'us', iat: seconds(1) };
  const isFor = (header: object, more: object = {}) => isForUsNow(token(header), { ...claims, ...more }, 'us', NOW);

  it('is for us, made now', () => {
    expect(isFor({ alg: 'RS256' })).toBe(true);
    expect(isFor({ alg: 'RS256', typ: 'JWT' }, { aud: ['us'], azp: 'us' })).toBe(true);
  });

  it.each([
    ['an access token', { typ: 'at+jwt' }, {}],
    ['a logout token', { typ: 'logout+jwt' }, {}],
    ['for others too', {}, { aud: ['us', 'them'], azp: 'us' }],
    ['asked for by others', {}, { azp: 'them' }],
    ['made an hour ago', {}, { iat: seconds(60) }],
    ['made in an hour', {}, { iat: seconds(-60) }],
    ['made at no time', {}, { iat: undefined }],
  ])('is refused when it is %s', (_, header, more) => {
    expect(isFor(header, more)).toBe(false);
  });
});
