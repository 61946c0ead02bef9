import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, Validate } from 'class-validator';
import { ACTION_KINDS, type ActionKind } from '../actions';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort';
import { VisibilityForm } from '../notes';
import { PERSON_VIEW_ANSWERS, type PersonViewAnswer, REVIEW_DECISIONS, type ReviewDecision } from '../reviews';
import {
  exploitationBands,
  type ExploitationJudgement,
  NOT_ENOUGH_KNOWN,
  violenceBands,
  type ViolenceJudgement,
} from '../screenings';
import type { Day } from '../shared/day';
import { IsRealDay } from '../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../web/forms/text-fields';

const LONG = 5_000;
const tooLong = (what: string, most = '5,000') => ({ message: `${what} must be ${most} characters or fewer` });

/** What page and API ask alike about a decision. */
export class DecisionFields {
  @IsIn(REVIEW_DECISIONS, { message: 'Select a decision' })
  decision!: ReviewDecision;

  @Trimmed()
  @IsString({ message: 'Enter the reasons for the decision' })
  @Matches(/\S/, { message: 'Enter the reasons for the decision' })
  @MaxLength(LONG, tooLong('Reasons for the decision'))
  rationale!: string;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Why the decision is changed must be text' })
  @MaxLength(1_000, tooLong('Why the decision is changed', '1,000'))
  changeReason?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The view that differed must be text' })
  @MaxLength(LONG, tooLong('The view that differed'))
  dissent?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand from the list' })
  newStrand?: Strand | null;

  @Transform(({ value }: { value: unknown }) =>
    value === undefined || value === '' || value === null ? null : Number(value),
  )
  @IsOptional()
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  @Max(2_000_000_000, { message: 'Open the page again' })
  approvesPlan?: number | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn(EXIT_REASONS, { message: 'Select why this person leaves the cohort' })
  exitReason?: ExitReason | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Where the person is signposted must be text' })
  @MaxLength(200, tooLong('Where the person is signposted', '200'))
  signpostedTo?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The accepting authority must be text' })
  @MaxLength(200, tooLong('The accepting authority', '200'))
  acceptingAuthority?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who accepted them must be text' })
  @MaxLength(200, tooLong('Who accepted them', '200'))
  acceptedBy?: string | null;

  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day they were accepted must be a real date' })
  acceptedOn?: Day | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'What the panel heard must be text' })
  @MaxLength(LONG, tooLong('What the panel heard'))
  heard?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn(PERSON_VIEW_ANSWERS, { message: 'Select what the person thinks of the plan, or that we could not ask' })
  personViewAnswer?: PersonViewAnswer | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'What the person wanted the panel to hear must be text' })
  @MaxLength(LONG, tooLong('What the person wanted the panel to hear'))
  personView?: string | null;

  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of the next review must be a real date, for example 27 3 2026' })
  nextDueOn?: Day | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'What the other panel is asked must be text' })
  @MaxLength(2_000, tooLong('What the other panel is asked', '2,000'))
  escalationQuestion?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Why the panel decides without a quorum must be text' })
  @MaxLength(1_000, tooLong('Why the panel decides without a quorum', '1,000'))
  withoutQuorumReason?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn(['agreed', 'not_agreed'], { message: 'Select whether the panel agrees to the transfer' })
  transfer?: 'agreed' | 'not_agreed' | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn([...exploitationBands, NOT_ENOUGH_KNOWN], { message: 'Select a band from the list' })
  judgedExploitationBand?: ExploitationJudgement | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn([...violenceBands, NOT_ENOUGH_KNOWN], { message: 'Select a band from the list' })
  judgedViolenceBand?: ViolenceJudgement | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Why the panel judges the band otherwise must be text' })
  @MaxLength(2_000, tooLong('Why the panel judges the band otherwise', '2,000'))
  judgementReason?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who tells the person must be text' })
  @MaxLength(200, { message: 'Who tells the person must be 200 characters or fewer' })
  tellsPerson?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who tells the referrer must be text' })
  @MaxLength(200, { message: 'Who tells the referrer must be 200 characters or fewer' })
  tellsReferrer?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Open the page again' })
  scheduleId?: string | null;
}

/** One action made at the meeting. */
export class MeetingActionFields extends VisibilityForm {
  @Trimmed()
  @IsString({ message: 'Enter the action' })
  @Matches(/\S/, { message: 'Enter the action' })
  @MaxLength(1_000, { message: 'Action must be 1,000 characters or fewer' })
  description!: string;

  @IsUUID(undefined, { message: 'Select who owns the action' })
  ownerId!: string;

  @IsIn(ACTION_KINDS, { message: 'Select what the action is for' })
  kind!: ActionKind;

  @Validate(IsRealDay, { message: 'Enter the date the action is due' })
  dueOn!: Day;
}
