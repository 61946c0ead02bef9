import { readSettings, SettingsError } from './settings';

const read = (idle: string | undefined, absolute: string | undefined) =>
  readSettings({ SESSION_IDLE_MINUTES: idle, SESSION_ABSOLUTE_MINUTES: absolute });

describe('the limits of a session', () => {
  it.each([
    ['60', '480', 600],
    ['49', undefined, 490],
    [undefined, '149', 150],
  ])('of %s and %s minutes cannot be extended ten times, and are refused with the reason', (idle, absolute, least) => {
    expect(() => read(idle, absolute)).toThrow(SettingsError);
    expect(() => read(idle, absolute)).toThrow(
      `SESSION_ABSOLUTE_MINUTES: must be at least ten times SESSION_IDLE_MINUTES (${least})`,
    );
  });

  it.each([
    [undefined, undefined, 15, 480],
    ['48', '480', 48, 480],
    ['144', '1440', 144, 1440],
    ['1', '10', 1, 10],
  ])('may be %s and %s minutes', (idle, absolute, sessionIdleMinutes, sessionAbsoluteMinutes) => {
    expect(read(idle, absolute)).toMatchObject({ sessionIdleMinutes, sessionAbsoluteMinutes });
  });
});
