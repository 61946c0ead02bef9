import { dayInLondon, type Day } from './day';

/** The only reading of time. Tests, the demonstration loader and CLOCK_OFFSET_DAYS give another one. */
export abstract class Clock {
  abstract now(): Date;

  /** The calendar day in Europe/London. */
  today(): Day {
    return dayInLondon(this.now());
  }
}

const MILLISECONDS_A_DAY = 86_400_000;

export class SystemClock extends Clock {
  constructor(private readonly offsetDays = 0) {
    super();
  }

  now(): Date {
    return new Date(new Date().getTime() + this.offsetDays * MILLISECONDS_A_DAY);
  }
}

/** A clock that stands still until it is set: for tests and for loading history. */
export class SettableClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(instant: Date | string): void {
    this.instant = new Date(instant);
  }
}
