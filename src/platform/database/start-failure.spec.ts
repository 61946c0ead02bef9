import { SettingsError } from '../../config';
import { startFailure } from './start-failure';

describe('startFailure', () => {
  it('says in one line what a person can mend', () => {
    expect(startFailure(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).not.toContain('\n');
    expect(startFailure(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]))).toMatch(
      /DATABASE_URL/,
    );
    expect(startFailure(new SettingsError('PORT: must be a whole number.'))).toBe('PORT: must be a whole number.');
  });

  it('keeps the trace of what nobody expected', () => {
    expect(startFailure(new TypeError('no such thing'))).toMatch(/TypeError: no such thing\n\s+at /);
  });
});
