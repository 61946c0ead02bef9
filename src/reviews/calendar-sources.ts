import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import type { Day } from '../shared/day';

/** An appointment of one person that a higher slice puts into their calendar: opaque, as everything in it. */
export interface Appointment {
  subjectId: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  isCancelled: boolean;
}

/** What a kind of appointment is called in a calendar, where its link leads, and which are this person's. */
export interface CalendarSource {
  kind: string;
  title: string;
  path: (subjectId: string) => string;
  of: (actor: Actor, today: Day) => Promise<Appointment[]>;
}

/** Appointments that higher slices bring to the calendar file, which knows nothing of them. */
@Injectable()
export class CalendarSources {
  private readonly all: CalendarSource[] = [];

  add(source: CalendarSource): void {
    this.all.push(source);
  }

  async of(actor: Actor, today: Day): Promise<{ source: CalendarSource; appointment: Appointment }[]> {
    const found = await Promise.all(
      this.all.map(async (source) => (await source.of(actor, today)).map((appointment) => ({ source, appointment }))),
    );
    return found.flat();
  }
}
