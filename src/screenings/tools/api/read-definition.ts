import { Invalid } from '../../../shared/errors';
import {
  type AxisDefinition,
  type Band,
  type Domain,
  exploitationBands,
  type Scoring,
  type ToolDefinition,
  violenceBands,
} from '../../domain/tool-definition';
import type { AxisRequest } from './axes.request';
import type { DefinitionRequest, QuestionRequest } from './definition.request';

/**
 * A whole definition as a program sent it. Only its shape is judged here; what would score wrongly is listed with the draft.
 * The key and the number are the draft's own.
 * @throws Invalid for a band of the other axis
 */
export const readDefinition = (sent: DefinitionRequest): ToolDefinition => ({
  key: '',
  version: 1,
  title: sent.title,
  purpose: sent.purpose,
  possibleShare: sent.possibleShare,
  axes: {
    exploitation: axisOf('exploitation', sent.axes.exploitation, exploitationBands),
    violence: axisOf('violence', sent.axes.violence, violenceBands),
  },
  domains: sent.domains.map(({ id, title, questions }): Domain => ({
    id,
    title,
    questions: questions.map(questionOf),
  })),
  protectiveFactors: sent.protectiveFactors.map(({ id, text, help }) => ({ id, text, help })),
});

function questionOf(sent: QuestionRequest): QuestionRequest {
  const { id, text, help, axes, answers, weight, recencyMonths, olderWeight, isHighIndicator, needsEvidence, levels } =
    sent;
  return {
    id,
    text,
    help,
    axes,
    answers,
    weight,
    ...(recencyMonths === undefined ? {} : { recencyMonths }),
    ...(olderWeight === undefined ? {} : { olderWeight }),
    ...(isHighIndicator ? { isHighIndicator } : {}),
    ...(needsEvidence ? { needsEvidence } : {}),
    ...(levels === undefined ? {} : { levels: { ...levels } }),
  };
}

function axisOf<B extends Band>(axis: string, sent: AxisRequest, vocabulary: readonly B[]): AxisDefinition<B> {
  const bandOf = (name: string, field: string): B => {
    const band = vocabulary.find((known) => known === name);
    if (!band) throw new Invalid([{ field: `axes.${axis}.${field}`, message: 'Use a band of this axis' }]);
    return band;
  };
  const bands = sent.scoring.bands.map((own, at) => ({ ...own, band: bandOf(own.band, `scoring.bands.${at}.band`) }));
  const scoring = ((): Scoring<B> => {
    const { kind } = sent.scoring;
    switch (kind) {
      case 'weighted_sum':
        return { kind, bands: bands.map(({ band, label, fromPoints = 0 }) => ({ band, label, fromPoints })) };
      case 'preset_level':
        return { kind, bands: bands.map(({ band, label }) => ({ band, label })) };
      case 'threshold_list':
        return {
          kind,
          bands: bands.map(({ band, label, questionIds = [], atLeast = 0 }) => ({ band, label, questionIds, atLeast })),
        };
    }
  })();
  const triggers = sent.triggers.map(({ id, questionIds, ageAtMost, atLeast }, at) => ({
    id,
    questions: questionIds ?? ('any_high_indicator' as const),
    ...(ageAtMost === undefined ? {} : { ageAtMost }),
    atLeast: bandOf(atLeast, `triggers.${at}.atLeast`),
  }));
  return { title: sent.title, scoring, triggers };
}
