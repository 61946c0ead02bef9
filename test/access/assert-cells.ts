import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import { checksum } from '../platform/http/checksum';
import { type Cell } from './cells';
import { inBatches } from './in-batches';
import { type Answer, Knocker, outcomeOf } from './knocker';
import { askedAbout } from './requests';
import { startInSharedWorld } from './shared-world';
import type { World } from './world';
import type { CaseRecord } from './world-record';

export type IsRight = (cell: Cell, found: string, answer: Answer) => boolean;

/** A running application with its world, and somebody of every role and relation signed in to it. */
export class Ground {
  private constructor(
    readonly test: TestApp,
    readonly world: World,
    readonly knocker: Knocker,
  ) {}

  static async open(prepare: (test: TestApp) => Promise<void> = async () => undefined): Promise<Ground> {
    const { test, world, signedIn } = await startInSharedWorld();
    await prepare(test);
    return new Ground(test, world, await Knocker.open(test, signedIn));
  }

  async close(): Promise<void> {
    this.knocker.close();
    await this.test.stop();
  }

  /** Asks every cell and gives the lines of those that are answered otherwise. */
  async wrong(cells: readonly Cell[], isRight: IsRight = (cell, found) => cell.expected === found): Promise<string[]> {
    const wrong: string[] = [];
    await inBatches(cells, 8, async (cell) => {
      const { route, state, person } = cell;
      const asked = askedAbout(route, this.world.records[state], this.world, person);
      const answer = await this.knocker.ask(person, route, asked);
      const found = outcomeOf(answer);
      if (!isRight(cell, found, answer)) {
        wrong.push(
          `${route} | ${state} | ${person.role} | ${person.relation} | ${cell.expected} | found ${found} (${answer.status})`,
        );
      }
    });
    return wrong.sort();
  }

  /** A refusal for a record that is not yours is, letter for letter, that for an id that belongs to nobody. */
  async different(cells: readonly Cell[]): Promise<string[]> {
    const different: string[] = [];
    await inBatches(cells, 8, async (cell) => {
      const { route, state, person } = cell;
      const record = this.world.records[state];
      const [one, other] = await Promise.all([
        this.knocker.ask(person, route, askedAbout(route, record, this.world, person)),
        this.knocker.ask(person, route, askedAbout(route, nobodys(record), this.world, person)),
      ]);
      if (plain(one) !== plain(other)) different.push(`${route} | ${state} | ${person.email}`);
    });
    return different.sort();
  }

  /** What is kept, table by table; a refused reading may write that it was refused. */
  kept(): Promise<Record<string, string>> {
    return checksum(this.test);
  }
}

/** The same record with ids that belong to nobody. */
const nobodys = (record: CaseRecord): CaseRecord => ({
  ...record,
  individualId: newId(),
  planId: newId(),
  noteId: newId(),
  assignmentId: newId(),
  screeningId: newId(),
  membershipId: newId(),
  reviewId: newId(),
  scheduleId: newId(),
  actionId: newId(),
  riskId: newId(),
  contingencyId: newId(),
  linkedPlanId: newId(),
  goalId: newId(),
  itemId: newId(),
  meetingId: newId(),
});

const plain = ({ status, text }: { status: number; text: string }): string =>
  `${status} ${text.replace(/nonce="[^"]*"/g, '').replace(/name="_csrf" value="[^"]*"/g, '')}`;
