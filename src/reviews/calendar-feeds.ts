import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Actors, FactorKeys } from '../platform/auth';
import { Reader, type Submission, Transactions } from '../platform/database';
import { Clock } from '../shared/clock';
import { Conflict, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import { type CalendarAppointment, type CalendarEvent, calendarFile } from './calendar-file';
import { type Appointment, type CalendarSource, CalendarSources } from './calendar-sources';
import { type CalendarRow, calendarOf } from './calendar.queries';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

export interface CalendarFeed {
  id: string;
  madeAt: Date;
  lastReadAt: Date | null;
  endedAt: Date | null;
}

/** The form that made the address was sent again. */
class AlreadyShown extends Conflict {
  constructor() {
    super('This address was already made, and shown once. If you did not keep it, replace it.');
  }
}

/**
 * The calendar of one person: an address that holds 256 random bits, of which the database has the SHA-256. It opens days
 * and opaque titles, nothing else, and only while the account is active.
 */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly actors: Actors,
    private readonly keys: FactorKeys,
    private readonly clock: Clock,
    private readonly sources: CalendarSources,
  ) {}

  /** The newest address made, ended or not: whose calendar fell silent must be able to see that it did. */
  async newest(actor: Actor): Promise<CalendarFeed | undefined> {
    return this.reader.one<CalendarFeed>(actor, undefined, {
      name: 'own-calendar-feed',
      text: `SELECT id, made_at AS "madeAt", last_read_at AS "lastReadAt", ended_at AS "endedAt" FROM calendar_feeds
              WHERE user_id = $1 ORDER BY ended_at DESC NULLS FIRST, made_at DESC, id LIMIT 1`,
      values: [actor.userId],
    });
  }

  /** Makes the address, and ends the one before. The secret is in the answer and nowhere else. */
  async make(actor: Actor, submission?: Submission): Promise<{ secret: string }> {
    const secret = randomBytes(32).toString('base64url');
    const id = newId();
    const kept = await this.transactions.act(
      actor,
      async (tx) => {
        await tx.query(END_OWN, [actor.userId, tx.now]);
        await tx.query('INSERT INTO calendar_feeds (id, user_id, secret_hash, made_at) VALUES ($1, $2, $3, $4)', [
          id,
          actor.userId,
          hashOf(secret),
          tx.now,
        ]);
        await tx.audit({ act: 'calendar_feed.made', subjectType: 'calendar_feed', subjectId: id });
        return { id };
      },
      submission,
    );
    if (kept.id !== id) throw new AlreadyShown();
    return { secret };
  }

  /** @throws NotFound when there is none */
  async end(actor: Actor): Promise<void> {
    await this.transactions.act(actor, async (tx) => {
      const [ended] = await tx.query<{ id: string }>(
        'SELECT id FROM calendar_feeds WHERE user_id = $1 AND ended_at IS NULL FOR UPDATE',
        [actor.userId],
      );
      if (!ended) throw new NotFound();
      await tx.query(END_OWN, [actor.userId, tx.now]);
      await tx.audit({ act: 'calendar_feed.ended', subjectType: 'calendar_feed', subjectId: ended.id });
    });
  }

  /**
   * Whose calendar a secret opens now: their rights as they are at this moment, and no open grant, which is for reading a
   * record in an emergency and not for a program.
   * @throws NotFound for a secret that is wrong or ended, and for an account that is not active
   */
  async holderOf(secret: string): Promise<{ feedId: string; actor: Actor }> {
    if (!SECRET.test(secret)) throw new NotFound();
    const [found] = await this.reader.lookUp<{ feed_id: string; user_id: string }>({
      name: 'calendar-feed-holder',
      text: 'SELECT feed_id, user_id FROM calendar_feed_holder($1, $2)',
      values: [hashOf(secret), this.clock.now()],
    });
    const actor = found && (await this.actors.load(found.user_id));
    if (!found || !actor) throw new NotFound();
    const { openGrants = [], accessKeys, ...rest } = actor;
    const own = accessKeys.filter((key) => !openGrants.includes(key));
    return { feedId: found.feed_id, actor: { ...rest, accessKeys: own, openGrants: [] } };
  }

  /** The file, with one audit row for the reading of it. */
  async read(actor: Actor, feedId: string, baseUrl: string): Promise<string> {
    const entry = { act: 'calendar_feed.read', subjectType: 'calendar_feed', subjectId: feedId };
    const rows = await this.reader.many<CalendarRow>(actor, entry, calendarOf(actor));
    const appointments = await this.sources.of(actor, this.clock.today());
    return calendarFile(
      rows.map((row) => this.eventOf(row, actor)),
      appointments.map(({ source, appointment }) => this.appointmentOf(source, appointment, actor)),
      { baseUrl, now: this.clock.now() },
    );
  }

  /** One of its holder's own: two people's calendars side by side do not say that they hold the same case. */
  private eventOf(row: CalendarRow, actor: Actor): CalendarEvent {
    const uid = this.uidOf(actor, row.kind, row.subject_id);
    return { uid, kind: row.kind, dueOn: row.due_on, version: row.version, linkId: row.link_id };
  }

  private appointmentOf({ kind, title, path }: CalendarSource, one: Appointment, actor: Actor): CalendarAppointment {
    const { subjectId, ...when } = one;
    return { ...when, uid: this.uidOf(actor, kind, subjectId), title, path: path(subjectId) };
  }

  private uidOf(actor: Actor, kind: string, subjectId: string): string {
    return this.keys.hash('calendar', actor.userId, kind, subjectId).toString('hex').slice(0, 32);
  }
}

const END_OWN = 'UPDATE calendar_feeds SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
