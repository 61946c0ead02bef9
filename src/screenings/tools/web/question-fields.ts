import { bandWords } from '../../../individuals';
import { NotFound } from '../../../shared/errors';
import {
  allQuestions,
  answerKinds,
  type Band,
  exploitationBands,
  type ToolDefinition,
  violenceBands,
} from '../../domain/tool-definition';
import { ANSWER_KIND_WORDS } from '../../screening-words';
import { choices, type FieldModel, long, select, text, ticks } from './part-fields';

/** The boxes of one question, filled in as it is. @throws NotFound */
export function questionFields(definition: ToolDefinition, code: string | undefined, domainId?: string): FieldModel[] {
  const question = allQuestions(definition).find(({ id }) => id === code);
  if (code !== undefined && !question) throw new NotFound();
  const home = definition.domains.find(({ questions }) => questions.some(({ id }) => id === code));
  const levels = (bands: readonly Band[]) => [
    { value: '', text: 'No level' },
    ...bands.slice(1).map((band) => ({ value: band, text: bandWords(band) })),
  ];
  const more = [
    { value: 'isHighIndicator', text: 'It is a high indicator: one yes may set off a trigger' },
    { value: 'needsEvidence', text: 'Whoever says it is there must say what that is based on' },
  ];
  return [
    select(
      'domainId',
      'Part of the form',
      definition.domains.map(({ id, title }) => ({ value: id, text: title })),
      home?.id ?? domainId,
    ),
    text('text', 'Question', question?.text),
    long('help', 'Help', question?.help, 'What counts, and what to ask.'),
    choices(
      'answers',
      'How it is answered',
      answerKinds.map((kind) => ({ value: kind, text: ANSWER_KIND_WORDS[kind] })),
      question?.answers ?? 'yes_no_possible_unknown',
    ),
    ticks(
      'axes',
      'What it counts towards',
      [
        { value: 'exploitation', text: 'Exploitation' },
        { value: 'violence', text: 'Violence' },
      ],
      [...(question?.axes ?? [])],
    ),
    text(
      'weight',
      'Points for a yes',
      question?.weight.toString() ?? '1',
      'Graded answers: low gives them once, medium twice, high three times.',
    ),
    text(
      'recencyMonths',
      'Recent means within how many months (optional)',
      question?.recencyMonths?.toString(),
      'Left blank, it does not matter how long ago it was.',
    ),
    text('olderWeight', 'Points when it is longer ago (optional)', question?.olderWeight?.toString()),
    ticks('more', 'More about it', more, [
      ...(question?.isHighIndicator ? ['isHighIndicator'] : []),
      ...(question?.needsEvidence ? ['needsEvidence'] : []),
    ]),
    select(
      'exploitationLevel',
      'Level of exploitation, where levels are preset (optional)',
      levels(exploitationBands),
      question?.levels?.exploitation,
    ),
    select(
      'violenceLevel',
      'Level of violence, where levels are preset (optional)',
      levels(violenceBands),
      question?.levels?.violence,
    ),
  ];
}
