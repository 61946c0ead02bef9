import { AccessRules } from '../../src/platform/access';
import { withoutKeysInStatements, withoutRowSecurity } from '../access/alone';
import { Ground } from '../access/assert-cells';
import { type Cell, coveringCells } from '../access/cells';
import { inBatches } from '../access/in-batches';
import { outcomeOf } from '../access/knocker';
import { askedAbout } from '../access/requests';
import { ChangeableRules, isAskedOf } from '../access/rule-changes';

/**
 * Every `can` and `cannot` of every policy, act by act, removed once and widened once, in the running application and
 * asked over HTTP. Row-level security and the keys in the statements are put aside, for what they hold would hide what a
 * rule no longer holds. The cells that cover the matrix are asked first (closed records and “not found” too) and what they ask
 * the rules is kept; then, change by change, the cells whose question the changed rules answer otherwise are asked
 * again, and one of them must now be answered otherwise. `rules.test.ts` holds the rules themselves, and those too that
 * no cell asks.
 */
const isRead = ({ route }: Cell): boolean => route.startsWith('GET');
const TRIES = 48;

/** Asked by these cells to show a link, or where the answer is a refusal already; `rules.test.ts` holds them. */
const ASKED_FOR_LESS = ['agree_lift_restriction Individual (2) removed', 'close Plan (1) removed'];

describe('each rule of the policies, over HTTP', () => {
  let ground: Ground;
  let rules: ChangeableRules;

  beforeAll(async () => {
    ground = await Ground.open(withoutRowSecurity);
    withoutKeysInStatements(ground.test);
    rules = new ChangeableRules(ground.test.get(AccessRules));
  }, 300_000);
  afterAll(() => ground.close());

  it('is noticed by a cell that asks it, when it is removed or loses its condition', async () => {
    const questions = await askedByCells();
    const unnoticed: string[] = [];
    const unasked: string[] = [];
    const changes = rules.changes();
    for (const change of changes) {
      rules.change = change;
      const suspects = new Set(
        questions
          .filter(({ question, before }) => isAskedOf(change, question) && rules.answer(question) !== before)
          .map(({ cell }) => cell),
      );
      // Writes first: a page may ask a rule only to show a link.
      const tried = [...suspects].toSorted((one, other) => Number(isRead(one)) - Number(isRead(other))).slice(0, TRIES);
      const name = `${change.rule} ${change.kind}`;
      if (tried.length === 0) unasked.push(name);
      else if (!(await isNoticed(tried))) unnoticed.push(`${name} (${suspects.size} cells)`);
    }
    rules.change = undefined;
    const caught = changes.length - unnoticed.length - unasked.length;
    process.stderr.write(`${caught} of ${changes.length} changed rules are noticed over HTTP\n`);
    process.stderr.write(unnoticed.map((line) => `  asked and not noticed: ${line}\n`).join(''));
    process.stderr.write(unasked.map((line) => `  asked by no cell: ${line}\n`).join(''));
    const isHeldElsewhere = (line: string) => ASKED_FOR_LESS.some((rule) => line.includes(rule));
    expect(unnoticed.filter((line) => !isHeldElsewhere(line))).toEqual([]);
    expect(caught).toBeGreaterThan(110);
  }, 1_800_000);

  /** What the rules are asked by the cells that are answered as the matrix says with the other floors put aside. */
  const askedByCells = async () => {
    const asked: { cell: Cell; requestId: string }[] = [];
    const cells = coveringCells(ground.world.people);
    await inBatches(cells, 8, async (cell) => {
      const answer = await ask(cell);
      if (outcomeOf(answer) === cell.expected) asked.push({ cell, requestId: answer.requestId });
    });
    process.stderr.write(`${asked.length} of ${cells.length} cells are held by the rules alone\n`);
    return asked.flatMap(({ cell, requestId }) =>
      rules.askedBy(requestId).map((question) => ({ cell, question, before: rules.answer(question) })),
    );
  };

  const isNoticed = async (cells: Cell[]): Promise<boolean> => {
    let found = false;
    await inBatches(cells, 6, async (cell) => {
      if (!found && outcomeOf(await ask(cell)) !== cell.expected) found = true;
    });
    return found;
  };

  const ask = (cell: Cell) =>
    ground.knocker.ask(
      cell.person,
      cell.route,
      askedAbout(cell.route, ground.world.records[cell.state], ground.world, cell.person),
    );
});
