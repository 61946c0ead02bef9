import type { Actor } from '../../../platform/access';
import type { Axis, Band, Question, ToolDefinition, Trigger } from '../../domain/tool-definition';
import { toolPaths } from '../../paths';
import { ANSWER_KIND_WORDS, pointsWords, SCORING_WORDS } from '../../screening-words';
import { obstaclesOf, whyNotSecond } from '../readiness';
import { statusOf } from '../tool-words';
import type { ToolExampleRow, ToolVersionDetail } from '../tools.queries';

/** One version of a tool: what it asks and how it scores, and for a draft what may be done next. */
export function presentTool(actor: Actor, tool: ToolVersionDetail, examples: readonly ToolExampleRow[]) {
  const { id, definition, status } = tool;
  const isDraft = status === 'draft';
  const part = (kind: string, code: string) => (isDraft ? toolPaths.part(id, kind, code) : null);
  return {
    backHref: toolPaths.list,
    id,
    version: tool.version,
    title: definition.title,
    number: tool.number,
    purpose: definition.purpose,
    possibleWords: POSSIBLE_WORDS[String(definition.possibleShare)] ?? '',
    status: statusOf({ ...tool, is_asked: tool.asked_by !== null }),
    isDraft,
    draftedBy: tool.drafted_by_names.join(', '),
    decision: presentDecision(actor, tool),
    obstacles: isDraft ? obstaclesOf(tool, examples) : [],
    exampleCount: examples.length,
    aboutHref: part('about', 'tool'),
    add: {
      domain: toolPaths.newPart(id, 'domains'),
      question: toolPaths.newPart(id, 'questions'),
      strength: toolPaths.newPart(id, 'strengths'),
      trigger: toolPaths.newPart(id, 'triggers'),
    },
    paths: {
      preview: toolPaths.preview(id),
      trial: toolPaths.trial(id),
      comparison: toolPaths.comparison(id),
      drafts: toolPaths.drafts(id),
      decision: toolPaths.decision(id),
      agreement: toolPaths.agreement(id),
      withdrawal: toolPaths.withdrawal(id),
      puttingAside: toolPaths.puttingAside(id),
    },
    domains: definition.domains.map((domain) => ({
      code: domain.id,
      title: domain.title,
      href: part('domains', domain.id),
      questions: domain.questions.map((question) => ({
        code: question.id,
        text: question.text,
        href: part('questions', question.id),
        facts: questionFacts(question),
      })),
    })),
    strengths: definition.protectiveFactors.map((strength) => ({
      code: strength.id,
      text: strength.text,
      href: part('strengths', strength.id),
    })),
    axes: (['exploitation', 'violence'] as const).map((axis) => presentAxisOf(definition, axis, part)),
  };
}

export type ToolModel = ReturnType<typeof presentTool>;

export const POSSIBLE_WORDS: Record<string, string> = {
  '0': 'A “possible” gives no points.',
  '0.5': 'A “possible” counts as half a yes.',
  '1': 'A “possible” counts as a yes.',
};

function presentDecision(actor: Actor, tool: ToolVersionDetail) {
  if (tool.asked_by === null || tool.decided_on === null) return null;
  return {
    askedBy: tool.asked_by_name,
    decidedOn: tool.decided_on,
    reason: tool.decision_reason,
    agreedBy: tool.agreed_by_name,
    /** Why the reader is not the second person; null: they may agree. */
    whyNot: whyNotSecond(tool, actor),
  };
}

export function questionFacts(question: Question): string {
  const { axes, answers, weight, recencyMonths, olderWeight, levels } = question;
  const level = [levels?.exploitation, levels?.violence].filter((band) => band !== undefined);
  return [
    axes.map((axis) => AXIS_WORDS[axis]).join(' and '),
    ANSWER_KIND_WORDS[answers],
    pointsWords(weight),
    ...(recencyMonths === undefined ? [] : [`${olderWeight} when more than ${recencyMonths} months ago`]),
    ...(level.length > 0 ? [`level ${level.join(' and ').replaceAll('_', ' ')}`] : []),
    ...(question.isHighIndicator ? ['high indicator'] : []),
    ...(question.needsEvidence ? ['must say what it is based on'] : []),
  ].join('; ');
}

export const AXIS_WORDS: Record<Axis, string> = { exploitation: 'Exploitation', violence: 'Violence' };

function presentAxisOf(definition: ToolDefinition, axis: Axis, part: (kind: string, code: string) => string | null) {
  const { title, scoring, triggers } = definition.axes[axis];
  const labels = new Map<string, string>(scoring.bands.map(({ band, label }) => [band, label]));
  return {
    axis,
    title,
    href: part('axes', axis),
    how: SCORING_WORDS[scoring.kind],
    bands: bandLines(definition, axis),
    triggers: triggers.map((trigger: Trigger<Band>) => ({
      code: trigger.id,
      href: part('triggers', trigger.id),
      text: triggerWords(trigger, labels.get(trigger.atLeast) ?? trigger.atLeast),
    })),
  };
}

function bandLines(definition: ToolDefinition, axis: Axis) {
  const { scoring } = definition.axes[axis];
  switch (scoring.kind) {
    case 'weighted_sum':
      return scoring.bands.map(({ label, fromPoints }, at) => {
        const next = scoring.bands[at + 1]?.fromPoints;
        return { label, reach: next === undefined ? `${fromPoints} and more` : `From ${fromPoints} to below ${next}` };
      });
    case 'preset_level':
      return scoring.bands.map(({ band, label }, at) => {
        const count = definition.domains
          .flatMap(({ questions }) => questions)
          .filter(({ levels }) => levels?.[axis] === band).length;
        return {
          label,
          reach: at === 0 ? 'Nothing found' : `${count} ${count === 1 ? 'question has' : 'questions have'} this level`,
        };
      });
    case 'threshold_list':
      return scoring.bands.map(({ label, questionIds, atLeast }, at) => ({
        label,
        reach: at === 0 ? 'None of the lists below reached' : `${atLeast} of: ${questionIds.join(', ')}`,
      }));
  }
}

function triggerWords({ questions, ageAtMost }: Trigger<Band>, label: string): string {
  const who = ageAtMost === undefined ? 'At any age' : `Aged ${ageAtMost} or younger`;
  const what = questions === 'any_high_indicator' ? 'any high indicator' : questions.join(' or ');
  return `${who}, a yes to ${what} gives at least ${label}`;
}
