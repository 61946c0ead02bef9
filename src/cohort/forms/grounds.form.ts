import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Validate,
} from 'class-validator';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { type DatedEvidence, EVIDENCE_KINDS, type EvidenceKind } from '../domain/grounds';

const LONG = 4_000;

/** One ticked box comes as a text, several as a list, none not at all. */
const Ticked = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === undefined || value === '') return [];
    return Array.isArray(value) ? value : [value];
  });

/** What an entry and a validation ask alike: criteria, dated evidence, who decided and who disagreed. */
export class GroundsForm {
  @Ticked()
  @IsArray({ message: 'Select each criterion that is met' })
  @ArrayMaxSize(50, { message: 'Select 50 criteria or fewer' })
  @IsUUID(undefined, { each: true, message: 'Select criteria from the list' })
  criteriaMet: string[] = [];

  @IsIn(EVIDENCE_KINDS, { message: 'Select what the evidence is' })
  evidenceKind!: EvidenceKind;

  @Trimmed()
  @IsString({ message: 'Enter the evidence for this decision' })
  @Matches(/\S/, { message: 'Enter the evidence for this decision' })
  @MaxLength(LONG, { message: 'Evidence must be 4,000 characters or fewer' })
  evidence!: string;

  @Validate(IsRealDay, { message: 'Enter the day of the evidence' })
  evidenceOn!: Day;

  @BlankIsNull()
  @IsOptional()
  @IsIn(EVIDENCE_KINDS, { message: 'Select what the second piece of evidence is' })
  evidence2Kind?: EvidenceKind | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The second piece of evidence must be text' })
  @MaxLength(LONG, { message: 'The second piece of evidence must be 4,000 characters or fewer' })
  evidence2?: string | null;

  @IsOptional()
  @Validate(IsRealDay, { message: 'The day of the second piece of evidence must be a real date' })
  evidence2On?: Day;

  @Trimmed()
  @IsString({ message: 'Enter who decided' })
  @Matches(/\S/, { message: 'Enter who decided' })
  @MaxLength(LONG, { message: 'Who decided must be 4,000 characters or fewer' })
  deciders!: string;

  @IsIn(['yes', 'no'], { message: 'Select yes if anybody disagreed' })
  anyDissent!: 'yes' | 'no';

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who disagreed must be text' })
  @MaxLength(LONG, { message: 'Who disagreed must be 4,000 characters or fewer' })
  dissent?: string | null;
}

export interface FormGrounds {
  criteriaMet: string[];
  evidenceKind: EvidenceKind;
  evidence: string;
  evidenceOn: Day;
  furtherEvidence: DatedEvidence[];
  deciders: string[];
  dissent: string | null;
}

export const GROUNDS_DAYS = {
  evidenceOn: 'The day of the evidence',
  evidence2On: 'The day of the second piece of evidence',
};

/** The grounds as the verbs take them. @throws Invalid for a second piece or a dissent that is not whole */
export function groundsOf(form: GroundsForm): FormGrounds {
  const { criteriaMet, evidenceKind, evidence, evidenceOn } = form;
  if (form.anyDissent === 'yes' && !form.dissent?.trim()) {
    throw new Invalid([{ field: 'dissent', message: 'Enter who disagreed, and why' }]);
  }
  return {
    ...{ criteriaMet, evidenceKind, evidence, evidenceOn },
    furtherEvidence: secondPiece(form),
    deciders: form.deciders.split(/\r?\n/).filter((name) => name.trim() !== ''),
    dissent: form.anyDissent === 'yes' ? (form.dissent ?? null) : null,
  };
}

function secondPiece({ evidence2, evidence2Kind, evidence2On }: GroundsForm): DatedEvidence[] {
  if (!evidence2?.trim()) return [];
  if (!evidence2Kind) {
    throw new Invalid([{ field: 'evidence2Kind', message: 'Select what the second piece of evidence is' }]);
  }
  if (!evidence2On) {
    throw new Invalid([{ field: 'evidence2On', message: 'Enter the day of the second piece of evidence' }]);
  }
  return [{ kind: evidence2Kind, text: evidence2, happenedOn: evidence2On }];
}

const SECOND: Record<string, string> = {
  'furtherEvidence.0.kind': 'evidence2Kind',
  'furtherEvidence.0.text': 'evidence2',
  'furtherEvidence.0.happenedOn': 'evidence2On',
};

/** Runs a verb and gives what it refuses the names that the fields have on the page. */
export async function inFormFields<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const problems = error.problems.map(({ field, message }) => ({ field: SECOND[field] ?? field, message }));
    throw new Invalid(problems, error.message);
  }
}
