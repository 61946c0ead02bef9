import { bandWords } from '../../../individuals';
import { NotFound } from '../../../shared/errors';
import {
  type Band,
  exploitationBands,
  scoringKinds,
  type ToolDefinition,
  type Trigger,
  violenceBands,
} from '../../domain/tool-definition';
import { toolPaths } from '../../paths';
import { SCORING_WORDS } from '../../screening-words';
import type { ToolVersionDetail } from '../tools.queries';
import { codeField, type FieldModel, long, choices, text, withTyped } from './part-fields';
import { questionFields } from './question-fields';
import { bandField } from './read-axis';
import type { PartAddress } from './read-part';

const TITLES: Record<PartAddress, { add: string; change: string }> = {
  about: { add: '', change: 'Change the name and purpose' },
  domains: { add: 'Add a part of the form', change: 'Change this part of the form' },
  questions: { add: 'Add a question', change: 'Change this question' },
  strengths: { add: 'Add a strength', change: 'Change this strength' },
  triggers: { add: 'Add a trigger', change: 'Change this trigger' },
  axes: { add: '', change: 'Change how the answers become a band' },
};

interface Asked {
  kind: PartAddress;
  /** Undefined for a new part. */
  code: string | undefined;
  typed?: Record<string, unknown>;
  /** The part of the form in which a new question is asked, where one came from there. */
  domainId?: string;
}

/** The form of one part of a draft. @throws NotFound for a part that is not there */
export function presentPart(tool: ToolVersionDetail, { kind, code, typed, domainId }: Asked) {
  const { id, definition, version } = tool;
  const isListed = kind !== 'about' && kind !== 'axes';
  const isFixed = code !== undefined && isListed;
  return {
    backHref: toolPaths.one(id),
    toolTitle: `${definition.title}, version ${tool.number}`,
    heading: code === undefined ? TITLES[kind].add : TITLES[kind].change,
    action: code === undefined ? toolPaths.parts(id, kind) : toolPaths.part(id, kind, code),
    version,
    code: isFixed ? code : null,
    fields: withTyped(fieldsOf(definition, kind, code, domainId), typed),
    removalAction: isFixed ? toolPaths.removal(id, kind, code) : null,
    positionAction: isFixed && kind !== 'triggers' ? toolPaths.position(id, kind, code) : null,
  };
}

export type PartModel = ReturnType<typeof presentPart>;

function fieldsOf(
  definition: ToolDefinition,
  kind: PartAddress,
  code: string | undefined,
  domainId?: string,
): FieldModel[] {
  const coded = code === undefined ? [codeField] : [];
  switch (kind) {
    case 'about':
      return aboutFields(definition, code);
    case 'domains': {
      const domain = found(definition.domains, code);
      return [...coded, text('title', 'Title', domain?.title, 'Such as: Time away from home')];
    }
    case 'strengths': {
      const strength = found(definition.protectiveFactors, code);
      return [
        ...coded,
        text('text', 'Strength', strength?.text, 'As a statement, such as: There is an adult they trust'),
        long('help', 'Help', strength?.help),
      ];
    }
    case 'questions':
      return [...coded, ...questionFields(definition, code, domainId)];
    case 'triggers':
      return [...coded, ...triggerFields(definition, code)];
    case 'axes':
      return axisFields(definition, code);
  }
}

function found<Part extends { id: string }>(list: readonly Part[], code: string | undefined): Part | undefined {
  if (code === undefined) return undefined;
  const part = list.find(({ id }) => id === code);
  if (!part) throw new NotFound();
  return part;
}

function aboutFields({ title, purpose, possibleShare }: ToolDefinition, code: string | undefined): FieldModel[] {
  if (code !== 'tool') throw new NotFound();
  return [
    text('title', 'Name', title),
    long('purpose', 'What it is for', purpose, 'Shown at the top of the form.'),
    choices(
      'possibleShare',
      'What “possible” is worth',
      [
        { value: '0', text: 'Nothing' },
        { value: '0.5', text: 'Half of a yes' },
        { value: '1', text: 'As much as a yes' },
      ],
      String(possibleShare),
    ),
  ];
}

function triggerFields({ axes }: ToolDefinition, code: string | undefined): FieldModel[] {
  const there: { axis: string; trigger: Trigger<Band> }[] = [
    ...axes.exploitation.triggers.map((trigger) => ({ axis: 'exploitation', trigger })),
    ...axes.violence.triggers.map((trigger) => ({ axis: 'violence', trigger })),
  ];
  const own = there.find(({ trigger }) => trigger.id === code);
  if (code !== undefined && !own) throw new NotFound();
  const listed = own?.trigger.questions;
  const gives = (axis: string, bands: readonly Band[], words: string) =>
    bands.slice(1).map((band) => ({ value: `${axis}.${band}`, text: `${words}: ${bandWords(band)}` }));
  // A trigger of one axis does not move to the other: it is another trigger there.
  const items = [
    ...(own?.axis === 'violence' ? [] : gives('exploitation', exploitationBands, 'Exploitation')),
    ...(own?.axis === 'exploitation' ? [] : gives('violence', violenceBands, 'Violence')),
  ];
  return [
    choices('gives', 'The band it gives at least', items, own ? `${own.axis}.${own.trigger.atLeast}` : ''),
    choices(
      'which',
      'Which questions set it off',
      [
        { value: 'high_indicators', text: 'Any high indicator' },
        { value: 'listed', text: 'These questions' },
      ],
      listed === undefined ? '' : listed === 'any_high_indicator' ? 'high_indicators' : 'listed',
    ),
    long('questions', 'Codes of these questions', Array.isArray(listed) ? listed.join('\n') : '', 'One a line.'),
    text(
      'ageAtMost',
      'Oldest age it holds for (optional)',
      own?.trigger.ageAtMost?.toString(),
      'In whole years. Left blank, at any age. An age that nobody knows counts as young.',
    ),
  ];
}

function axisFields({ axes }: ToolDefinition, code: string | undefined): FieldModel[] {
  if (code !== 'exploitation' && code !== 'violence') throw new NotFound();
  const { title, scoring } = axes[code];
  const vocabulary: readonly Band[] = code === 'exploitation' ? exploitationBands : violenceBands;
  const bands: readonly {
    band: Band;
    label: string;
    fromPoints?: number;
    questionIds?: readonly string[];
    atLeast?: number;
  }[] = scoring.bands;
  return [
    text('title', 'What it is called', title),
    choices(
      'kind',
      'How the answers become a band',
      scoringKinds.map((kind) => ({ value: kind, text: SCORING_WORDS[kind] })),
      scoring.kind,
      'Levels are set on each question. Lists are written below.',
    ),
    ...vocabulary.flatMap((band, at): FieldModel[] => {
      const own = bands.find((there) => there.band === band);
      const label = text(bandField('label', band), 'Name', own?.label ?? bandWords(band));
      const heading: FieldModel = { type: 'heading', name: band, label: bandWords(band) };
      if (at === 0) return [heading, label];
      return [
        heading,
        choices(
          bandField('used', band),
          'Is this band used?',
          [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
          own ? 'yes' : 'no',
        ),
        label,
        text(
          bandField('fromPoints', band),
          'Where weights are added up: from how many points',
          own?.fromPoints?.toString(),
        ),
        text(bandField('atLeast', band), 'Where there are lists: how many of its questions', own?.atLeast?.toString()),
        long(
          bandField('questions', band),
          'Where there are lists: codes of its questions',
          own?.questionIds?.join('\n'),
          'One a line.',
        ),
      ];
    }),
  ];
}
