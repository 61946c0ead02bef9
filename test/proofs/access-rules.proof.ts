import { Ground } from '../access/assert-cells';
import { type Cell, coveringCells } from '../access/cells';
import { inBatches, outcomeOf } from '../access/knocker';
import { askedAbout } from '../access/requests';
import { ChangeableRules, type RuleChange } from '../access/rule-changes';
import { MATRIX } from '../access/matrix';

/**
 * Every `can` and `cannot` of every policy, removed once and widened once. First the cells of those who see a record are asked and what they
 * ask the rules is kept; a change that answers one of these questions otherwise is then made in the running application,
 * and the cell is asked again over HTTP: it must not be answered as the matrix says. It fails until every change is noticed,
 * and lists those that are not: cells are to be added for them.
 */
const isRead = ({ route }: Cell): boolean => route.startsWith('GET');

describe('each rule of the policies', () => {
  let ground: Ground;
  let rules: ChangeableRules;

  beforeAll(async () => {
    ground = await Ground.open();
    rules = new ChangeableRules(ground.test);
  }, 120_000);
  afterAll(() => ground.close());

  it('is noticed by the matrix when it is removed or loses its condition', async () => {
    const cells = coveringCells(ground.world.people, MATRIX).filter(
      ({ state, expected }) => state !== 'closed' && expected !== 'not found',
    );
    const asked: { cell: Cell; requestId: string }[] = [];
    await inBatches(cells, 8, async (cell) => {
      const answer = await ask(cell);
      asked.push({ cell, requestId: answer.requestId });
    });
    const questions = asked.flatMap(({ cell, requestId }) =>
      rules.askedBy(requestId).map((question) => ({ cell, question, before: rules.answer(question) })),
    );
    const changes = [...rules.places].flatMap(([place, { hasCondition }]): RuleChange[] => [
      { place, kind: 'removed' },
      ...(hasCondition ? [{ place, kind: 'without its condition' } as const] : []),
    ]);
    const unnoticed: string[] = [];
    for (const change of changes) {
      rules.change = change;
      const suspects = questions
        .filter(({ question, before }) => rules.answer(question) !== before)
        .map(({ cell }) => cell);
      let isNoticed = false;
      for (const cell of [...new Set(suspects)]
        .toSorted((one, other) => Number(isRead(one)) - Number(isRead(other)))
        .slice(0, 40)) {
        isNoticed ||= outcomeOf(await ask(cell)) !== cell.expected;
        if (isNoticed) break;
      }
      if (!isNoticed) unnoticed.push(`${change.place} ${change.kind} (${suspects.length} cells asked it)`);
    }
    rules.change = undefined;
    process.stderr.write(`${changes.length - unnoticed.length} of ${changes.length} changed rules are noticed\n`);
    process.stderr.write(unnoticed.map((line) => `  not noticed: ${line}\n`).join(''));
    expect(unnoticed).toEqual([]);
  }, 1_200_000);

  const ask = (cell: Cell) =>
    ground.knocker.ask(cell.person, cell.route, askedAbout(cell.route, ground.world.records[cell.state], ground.world));
});
