import { compareDefinitions } from '../../domain/compare-definitions';
import { allQuestions } from '../../domain/tool-definition';
import { toolPaths } from '../../paths';
import type { ToolVersionDetail } from '../tools.queries';
import { questionFacts } from './present-tool';

interface Line {
  text: string;
  was: string;
  now: string;
}

/** What a version asks or counts otherwise than the one before it. */
export function presentComparison(tool: ToolVersionDetail, older: ToolVersionDetail | undefined) {
  return {
    backHref: toolPaths.one(tool.id),
    toolTitle: `${tool.definition.title}, version ${tool.number}`,
    older: older ? { href: toolPaths.one(older.id), name: `${older.definition.title}, version ${older.number}` } : null,
    ...(older ? differences(tool, older) : { groups: [], isScoredOtherwise: false }),
  };
}

export type ComparisonModel = ReturnType<typeof presentComparison>;

function differences({ definition: newer }: ToolVersionDetail, { definition: older }: ToolVersionDetail) {
  const found = compareDefinitions(older, newer);
  const [now, then] = [byCode(allQuestions(newer)), byCode(allQuestions(older))];
  const plain = (text: string | undefined): Line => ({ text: text ?? '', was: '', now: '' });
  const strengthOf = (definition: typeof newer, code: string) =>
    plain(definition.protectiveFactors.find(({ id }) => id === code)?.text);
  const groups: { title: string; lines: Line[] }[] = [
    { title: 'Asked anew', lines: found.added.map((code) => plain(now.get(code)?.text)) },
    { title: 'Not asked any more', lines: found.removed.map((code) => plain(then.get(code)?.text)) },
    {
      title: 'In other words',
      lines: found.reworded.map((code) => ({
        text: code,
        was: then.get(code)?.text ?? '',
        now: now.get(code)?.text ?? '',
      })),
    },
    {
      title: 'Counted otherwise',
      lines: found.reweighed.map((code) => {
        const [before, after] = [then.get(code), now.get(code)];
        return {
          text: after?.text ?? code,
          was: before ? questionFacts(before) : '',
          now: after ? questionFacts(after) : '',
        };
      }),
    },
    { title: 'Strengths asked anew', lines: found.strengthsAdded.map((code) => strengthOf(newer, code)) },
    { title: 'Strengths not asked any more', lines: found.strengthsRemoved.map((code) => strengthOf(older, code)) },
  ];
  return { groups: groups.filter(({ lines }) => lines.length > 0), isScoredOtherwise: found.isScoredOtherwise };
}

const byCode = <Part extends { id: string }>(parts: readonly Part[]) => new Map(parts.map((part) => [part.id, part]));
