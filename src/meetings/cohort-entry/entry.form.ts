import { PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { checked } from '../../platform/http';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { DecisionFields } from '../decision.fields';
import type { EntryAtMeeting } from './decide-entry';

export class EntryAtMeetingFields extends PickType(DecisionFields, [
  'withoutQuorumReason',
  'tellsPerson',
  'tellsReferrer',
] as const) {}

class EntryAtMeetingForm extends EntryAtMeetingFields {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  itemVersion!: number;
}

const OWN = ['itemVersion', 'withoutQuorumReason', 'tellsPerson', 'tellsReferrer'];

type AtMeeting = Omit<EntryAtMeeting, 'meetingId' | 'itemId'>;

/** What the page sends: the form about the cohort, and what the meeting asks besides. @throws Invalid naming what is wrong in both */
export function sentAtMeeting<About>(
  body: Record<string, unknown>,
  about: (fields: Record<string, unknown>) => About,
): { at: AtMeeting; about: About } {
  const isOwn = ([name]: [string, unknown]) => OWN.includes(name);
  const fields = Object.entries(body);
  const problems: FieldProblem[] = [];
  const made = collected(problems, () => about(Object.fromEntries(fields.filter((field) => !isOwn(field)))));
  const at = collected(problems, () => checked(EntryAtMeetingForm, Object.fromEntries(fields.filter(isOwn))));
  if (made === undefined || at === undefined) throw new Invalid(problems);
  const { itemVersion: version, ...asked } = at;
  return { at: { ...asked, version }, about: made };
}

function collected<Made>(problems: FieldProblem[], make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
