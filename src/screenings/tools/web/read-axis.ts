import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { checked } from '../../../platform/http';
import { type FieldProblem, Invalid, NotFound } from '../../../shared/errors';
import { Trimmed } from '../../../web/forms/text-fields';
import type { AxisScoringChange } from '../../domain/change-definition';
import {
  type Band,
  exploitationBands,
  type Scoring,
  type ScoringKind,
  scoringKinds,
  violenceBands,
} from '../../domain/tool-definition';
import { codesIn } from './part-codes';

class AxisForm {
  @Trimmed()
  @IsString({ message: 'Enter what it is called' })
  @Matches(/\S/, { message: 'Enter what it is called' })
  @MaxLength(60, { message: 'What it is called must be 60 characters or fewer' })
  title!: string;

  @IsIn(scoringKinds, { message: 'Select how the answers become a band' })
  kind!: ScoringKind;
}

class BandForm {
  @Trimmed()
  @IsString({ message: 'Enter a name for the band' })
  @Matches(/\S/, { message: 'Enter a name for the band' })
  @MaxLength(60, { message: 'Name of the band must be 60 characters or fewer' })
  label!: string;

  @IsOptional()
  @IsString({ message: 'Select whether the band is used' })
  used?: string;

  @Trimmed()
  @IsOptional()
  @Matches(/^(\d{1,4})?$/, { message: 'Points must be a whole number' })
  fromPoints?: string;

  @Trimmed()
  @IsOptional()
  @Matches(/^(\d{1,4})?$/, { message: 'How many are needed must be a whole number' })
  atLeast?: string;

  @IsOptional()
  @IsString({ message: 'Codes must be text' })
  @MaxLength(8000, { message: 'Codes must be 8,000 characters or fewer' })
  questions?: string;
}

const BAND_BOXES = ['used', 'label', 'fromPoints', 'questions', 'atLeast'] as const;

/** The name of a box of one band, the same in the form, its presenter and its problems. */
export const bandField = (what: (typeof BAND_BOXES)[number], band: Band): string => `${what}_${band}`;

/**
 * How an axis is scored, from its form. Boxes of the other ways of scoring are left alone.
 * @throws Invalid naming the boxes, NotFound for another axis
 */
export function readAxis(axis: string | undefined, body: Record<string, unknown>): AxisScoringChange {
  if (axis !== 'exploitation' && axis !== 'violence') throw new NotFound();
  const { title, kind } = checked(AxisForm, { title: body['title'], kind: body['kind'] });
  if (axis === 'exploitation') return { axis, title, scoring: scoringOf(kind, exploitationBands, body) };
  return { axis, title, scoring: scoringOf(kind, violenceBands, body) };
}

function scoringOf<B extends Band>(
  kind: ScoringKind,
  vocabulary: readonly B[],
  body: Record<string, unknown>,
): Scoring<B> {
  const problems: FieldProblem[] = [];
  const used = vocabulary.filter((band, at) => at === 0 || body[bandField('used', band)] === 'yes');
  const bands = used.flatMap((band) => {
    const form = bandFormOf(band, body, problems);
    return form ? [{ band, form }] : [];
  });
  const count = (typed: string | undefined, field: string, message: string): number => {
    if (!typed) problems.push({ field, message });
    return Number(typed);
  };
  const scoring = ((): Scoring<B> => {
    switch (kind) {
      case 'preset_level':
        return { kind, bands: bands.map(({ band, form: { label } }) => ({ band, label })) };
      case 'weighted_sum': {
        const from = (band: B, typed: string | undefined) =>
          band === vocabulary[0] ? 0 : count(typed, bandField('fromPoints', band), 'Enter from how many points');
        return {
          kind,
          bands: bands.map(({ band, form }) => ({ band, label: form.label, fromPoints: from(band, form.fromPoints) })),
        };
      }
      case 'threshold_list': {
        const needed = (band: B, typed: string | undefined) =>
          band === vocabulary[0] ? 0 : count(typed, bandField('atLeast', band), 'Enter how many are needed');
        return {
          kind,
          bands: bands.map(({ band, form }) => ({
            band,
            label: form.label,
            questionIds: band === vocabulary[0] ? [] : codesIn(form.questions ?? ''),
            atLeast: needed(band, form.atLeast),
          })),
        };
      }
    }
  })();
  if (problems.length > 0) throw new Invalid(problems);
  return scoring;
}

function bandFormOf(band: Band, body: Record<string, unknown>, problems: FieldProblem[]): BandForm | undefined {
  const boxes = BAND_BOXES.flatMap((what): [string, unknown][] => {
    const typed = body[bandField(what, band)];
    return typed === undefined ? [] : [[what, typed]];
  });
  try {
    return checked(BandForm, Object.fromEntries(boxes));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(...error.problems.map(({ field, message }) => ({ field: `${field}_${band}`, message })));
    return undefined;
  }
}
