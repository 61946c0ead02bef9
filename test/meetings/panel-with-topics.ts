import { load } from 'cheerio';
import { AddRelationship, type NewRelationship } from '../../src/individuals';
import { BuildAgenda, HoldMeeting, PlanMeeting } from '../../src/meetings';
import { makeCase, type MadeCase } from '../factories';
import { type PageClient, TestApp } from '../support/test-app';
import { CHAIR } from './meeting-of-three';
import { withoutCases } from './without-cases';

const LEAD = 'lead@scf.example';

/** A topic of an agenda as its page says it: what it is, and why it is there. */
export type Said = [title: string, why: string];

/** A panel with three cases, its meetings, and what is linked to its cases. */
export class PanelWithTopics {
  private constructor(
    readonly test: TestApp,
    readonly cases: MadeCase[],
    public chair: PageClient,
  ) {}

  static async start(): Promise<PanelWithTopics> {
    const test = await TestApp.start();
    await withoutCases(test);
    const cases: MadeCase[] = [];
    for (const givenName of ['Ada', 'Bo', 'Cy']) cases.push(await makeCase(test, { givenName }));
    return new PanelWithTopics(test, cases, await test.browse(CHAIR));
  }

  async plan(heldOn: string): Promise<string> {
    const meeting = { heldOn, startsAt: '10:00', place: 'Room 1', onRestDay: true };
    return (await this.test.get(PlanMeeting).run(await this.test.actor(CHAIR), meeting)).id;
  }

  async build(meetingId: string): Promise<void> {
    await this.test.get(BuildAgenda).run(await this.test.actor(CHAIR), { meetingId });
  }

  async hold(meetingId: string): Promise<void> {
    const [row] = await this.test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await this.test.get(HoldMeeting).run(await this.test.actor(CHAIR), { meetingId, version: row?.version ?? 0 });
  }

  /** Another day is another session. */
  async later(at: string): Promise<void> {
    this.test.clock.set(new Date(at));
    this.chair = await this.test.browse(CHAIR);
  }

  async linkTo(to: MadeCase[], name: string, how: Partial<NewRelationship> = {}): Promise<void> {
    const actor = await this.test.actor(LEAD);
    const said = { kind: 'place_of_concern', name, source: 'School', basis: 'fact', reliability: 'reliable' } as const;
    for (const { individualId } of to) {
      await this.test.get(AddRelationship).run(actor, { individualId, ...said, ...how });
    }
  }

  async topicsOn(meetingId: string): Promise<Said[]> {
    const $ = load((await this.chair.get(`/meetings/${meetingId}/topics`)).text);
    return $('[data-qa=topic]')
      .toArray()
      .map((one): Said => [$(one).find('h2').text(), $(one).find('[data-qa=why]').text()]);
  }

  async titlesOn(meetingId: string): Promise<string[]> {
    return (await this.topicsOn(meetingId)).map(([title]) => title);
  }

  async topicNamed(meetingId: string, title: string) {
    const [row] = await this.test.sql<{ id: string; version: number }>(
      'SELECT id, version FROM meeting_topics WHERE meeting_id = $1 AND title = $2 ORDER BY added_at DESC LIMIT 1',
      [meetingId, title],
    );
    return { meetingId, topicId: row?.id ?? '', version: row?.version ?? 0 };
  }

  async textOf(path: string, selector: string): Promise<string> {
    return load((await this.chair.get(path)).text)(selector).text();
  }
}
