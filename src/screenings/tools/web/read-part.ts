import { checked } from '../../../platform/http';
import { Invalid, NotFound } from '../../../shared/errors';
import type { AxisTrigger, DefinitionChange, PartKind } from '../../domain/change-definition';
import { exploitationBands, type Question, violenceBands } from '../../domain/tool-definition';
import { AboutForm, DomainForm, QuestionPartForm, StrengthPartForm, TriggerForm } from './part.form';
import { codesIn } from './part-codes';
import { readAxis } from './read-axis';

/** The kinds of part as addresses name them. */
export const PART_KINDS = ['about', 'domains', 'questions', 'strengths', 'triggers', 'axes'] as const;
export type PartAddress = (typeof PART_KINDS)[number];

export const partAddress = (kind: string): PartAddress => {
  const found = PART_KINDS.find((known) => known === kind);
  if (!found) throw new NotFound();
  return found;
};

const NAMES: Partial<Record<PartAddress, PartKind>> = {
  domains: 'domain',
  questions: 'question',
  strengths: 'strength',
  triggers: 'trigger',
};

/** What can be removed and moved. @throws NotFound for the tool itself and its axes */
export function listedPart(kind: string): PartKind {
  const name = NAMES[partAddress(kind)];
  if (!name) throw new NotFound();
  return name;
}

/**
 * The form of one part as a change of the draft.
 * @param code of the part that is changed; undefined for a new one, whose form gives it
 * @throws Invalid naming the fields of the form
 */
export function readPart(kind: PartAddress, code: string | undefined, body: Record<string, unknown>): DefinitionChange {
  const { version: _version, ...fields } = body;
  const isNew = code === undefined;
  const coded = (given: string | undefined): string => {
    if (code !== undefined) return code;
    if (!given) throw new Invalid([{ field: 'code', message: 'Enter a code' }]);
    return given;
  };
  switch (kind) {
    case 'about': {
      const { title, purpose, possibleShare } = checked(AboutForm, fields);
      return {
        kind: 'about',
        title,
        purpose,
        possibleShare: possibleShare === '1' ? 1 : possibleShare === '0' ? 0 : 0.5,
      };
    }
    case 'domains': {
      const form = checked(DomainForm, fields);
      return { kind: 'domain', isNew, id: coded(form.code), title: form.title };
    }
    case 'strengths': {
      const form = checked(StrengthPartForm, fields);
      return { kind: 'strength', isNew, strength: { id: coded(form.code), text: form.text, help: form.help } };
    }
    case 'questions': {
      const form = checked(QuestionPartForm, { axes: [], more: [], ...fields });
      return { kind: 'question', isNew, domainId: form.domainId, question: questionOf(coded(form.code), form) };
    }
    case 'triggers': {
      const form = checked(TriggerForm, fields);
      return { kind: 'trigger', isNew, ...triggerOf(coded(form.code), form) };
    }
    case 'axes':
      return { kind: 'axis', ...readAxis(code, fields) };
  }
}

function questionOf(id: string, form: QuestionPartForm): Question {
  const { text, help, axes, answers, recencyMonths, olderWeight, exploitationLevel, violenceLevel } = form;
  const isWindowHalf = (recencyMonths == null) !== (olderWeight == null);
  if (isWindowHalf) {
    const field = recencyMonths == null ? 'recencyMonths' : 'olderWeight';
    throw new Invalid([{ field, message: 'Enter both the months and the points when it is older, or neither' }]);
  }
  const levels = {
    ...(exploitationLevel ? { exploitation: exploitationLevel } : {}),
    ...(violenceLevel ? { violence: violenceLevel } : {}),
  };
  return {
    id,
    text,
    help,
    axes,
    answers,
    weight: Number(form.weight),
    ...(recencyMonths != null && olderWeight != null
      ? { recencyMonths: Number(recencyMonths), olderWeight: Number(olderWeight) }
      : {}),
    ...(form.more.includes('isHighIndicator') ? { isHighIndicator: true } : {}),
    ...(form.more.includes('needsEvidence') ? { needsEvidence: true } : {}),
    ...(Object.keys(levels).length > 0 ? { levels } : {}),
  };
}

function triggerOf(id: string, form: TriggerForm): AxisTrigger {
  const listed = codesIn(form.questions);
  if (form.which === 'listed' && listed.length === 0) {
    throw new Invalid([{ field: 'questions', message: 'Enter the codes of the questions that set it off' }]);
  }
  const about = {
    id,
    questions: form.which === 'listed' ? listed : ('any_high_indicator' as const),
    ...(form.ageAtMost == null ? {} : { ageAtMost: Number(form.ageAtMost) }),
  };
  const exploitation = exploitationBands.find((band) => form.gives === `exploitation.${band}`);
  if (exploitation) return { axis: 'exploitation', trigger: { ...about, atLeast: exploitation } };
  const violence = violenceBands.find((band) => form.gives === `violence.${band}`);
  if (violence) return { axis: 'violence', trigger: { ...about, atLeast: violence } };
  throw new Invalid([{ field: 'gives', message: 'Select the band it gives at least' }]);
}
