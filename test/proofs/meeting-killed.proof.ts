import { setTimeout as delay } from 'node:timers/promises';
import { PlanMeeting } from '../../src/meetings';
import { makeCase } from '../factories';
import { CHAIR, filled, MEMBER } from '../meetings/meeting-of-three';
import { withoutCases } from '../meetings/without-cases';
import { openTheRoom } from '../support/open-the-room';
import { TestApp } from '../support/test-app';
import { FormPerson, NotNow } from './support/form-person';
import { WebProcess } from './web-process';

const KILLS = Number(process.env.KILLS ?? 6);
const CASES = 20;

interface Tally {
  /** What was answered with a redirect: the person was told that it is saved. */
  saved: string[];
  /** Sent again, as it was, because no answer came. */
  sentAgain: number;
}

/**
 * Two people minute a meeting, and a third decides its cases, while the web process is killed (kill -9) under them.
 * Whatever was acknowledged is there, once; whatever was not is sent again as it was and is there once too.
 */
it(
  'loses nothing that was saved when the web process is killed in mid-meeting',
  async () => {
    const test = await TestApp.start();
    await withoutCases(test);
    for (let at = 0; at < CASES; at += 1) await makeCase(test, { givenName: `Case${at}` });
    const where = { heldOn: '2026-11-21', onRestDay: true, startsAt: '10:00', place: 'Observatory room' };
    const { id } = await test.get(PlanMeeting).run(await test.actor(CHAIR), where);
    await openTheRoom(test, id);
    const items = await test.sql<{ id: string }>('SELECT id FROM meeting_items ORDER BY position');
    const paths = items.map((item) => `/meetings/${id}/items/${item.id}`);
    const web = await WebProcess.start(test.database.serviceUrl);
    const people = await Promise.all([CHAIR, MEMBER, CHAIR].map((email) => FormPerson.signIn(web.url, email)));
    const [one, other, deciding] = people;
    if (!one || !other || !deciding) throw new Error('There are three.');
    let isOver = false;
    const work = Promise.all([
      write(one, paths, 'One', () => isOver),
      write(other, paths, 'Other', () => isOver),
      decide(deciding, paths, () => isOver),
    ]);
    for (let kill = 0; kill < KILLS; kill += 1) {
      // In the middle of something, whatever it is: none of them ever pauses.
      await delay(1_500 + 197 * (kill % 7));
      await web.killAndRestart();
    }
    isOver = true;
    const [ones, others, decisions] = await work;
    const minutes = await one.read(`/meetings/${id}/minutes`);
    await web.stop();
    const texts = (await test.sql<{ text: string }>('SELECT text FROM meeting_entries')).map(({ text }) => text);
    const decided = await test.sql<{ id: string }>(`SELECT id FROM meeting_items WHERE status = 'decided'`);
    await test.stop();
    const said = [...ones.saved, ...others.saved];
    process.stderr.write(
      `killed ${web.kills} times in mid-meeting: ${said.length} entries and ${decisions.saved.length} decisions acknowledged; ` +
        `${texts.length} and ${decided.length} there; ${ones.sentAgain + others.sentAgain + decisions.sentAgain} sent again, none kept twice\n`,
    );
    expect(said.filter((words) => texts.filter((text) => text === words).length !== 1)).toEqual([]);
    expect(texts).toHaveLength(said.length);
    expect(said.filter((words) => !minutes.includes(words))).toEqual([]);
    expect(decided.map((item) => `/meetings/${id}/items/${item.id}`).sort()).toEqual(decisions.saved.sort());
  },
  (KILLS + 20) * 20_000,
);

async function write(person: FormPerson, paths: string[], name: string, isOver: () => boolean): Promise<Tally> {
  const tally: Tally = { saved: [], sentAgain: 0 };
  for (let at = 0; !isOver(); at += 1) {
    const path = paths[at % paths.length] ?? '';
    const words = `${name} wrote down number ${at}`;
    await untilSaved(person, { path, action: `${path}/entries`, fields: { kind: 'discussion', text: words } }, tally);
    tally.saved.push(words);
  }
  return tally;
}

async function decide(person: FormPerson, paths: string[], isOver: () => boolean): Promise<Tally> {
  const tally: Tally = { saved: [], sentAgain: 0 };
  const { decision, rationale } = filled;
  for (const path of paths) {
    if (isOver()) break;
    await untilSaved(person, { path, action: `${path}/decision`, fields: { decision, rationale } }, tally);
    tally.saved.push(path);
  }
  return tally;
}

/** Opens the form once and sends it until it is answered: the same submission every time. */
async function untilSaved(
  person: FormPerson,
  { path, action, fields }: { path: string; action: string; fields: Record<string, string> },
  tally: Tally,
): Promise<void> {
  const hidden = await untilAnswered(
    () => person.hidden(path, action),
    () => undefined,
  );
  const status = await untilAnswered(
    () => person.send(action, { ...hidden, ...fields }),
    () => (tally.sentAgain += 1),
  );
  if (status !== 303) throw new Error(`${action}: ${status}`);
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>, again: () => void): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      // Node's own fetch throws a TypeError of another realm than Jest's.
      if (!(error instanceof NotNow) && !String(error).startsWith('TypeError: ')) throw error;
      again();
      await delay(50);
    }
  }
}
