import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { AGENCY_KINDS, type AgencyKind } from '../../agencies';
import { REVIEW_DECISIONS, type ReviewDecision } from '../../reviews';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { AGENDA_RULES, type AgendaRule } from '../domain/agenda';
import { PANEL_LEVELS, type PanelLevel } from '../domain/panel-rules';

/** A form sends one box as text and several as a list; none at all is an empty list. */
const Boxes = () =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value],
  );

/** A number typed into a box. Nothing typed stays nothing, so that it is asked for. */
const Whole = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value === '' ? undefined : value,
  );

const between = (what: string, least: number, most: number) => ({
  message: `${what} must be a whole number from ${least} to ${most}`,
});

/** What page and API ask alike about a panel. */
export class PanelFields {
  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter the name of the panel' })
  @Matches(/\S/, { message: 'Enter the name of the panel' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  name!: string;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter the short name' })
  @Matches(/\S/, { message: 'Enter the short name' })
  @MaxLength(20, { message: 'Short name must be 20 characters or fewer' })
  abbreviation!: string;

  @ApiProperty({ enum: PANEL_LEVELS })
  @IsIn(PANEL_LEVELS, { message: 'Select bronze, silver or gold' })
  level!: PanelLevel;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Select a panel from the list' })
  escalatesTo?: string | null;

  @ApiProperty()
  @Whole()
  @IsInt(between('Youngest age', 0, 120))
  @Min(0, between('Youngest age', 0, 120))
  @Max(120, between('Youngest age', 0, 120))
  youngestAge!: number;

  @ApiProperty()
  @Whole()
  @IsInt(between('Oldest age', 0, 120))
  @Min(0, between('Oldest age', 0, 120))
  @Max(120, between('Oldest age', 0, 120))
  oldestAge!: number;

  @ApiProperty()
  @Whole()
  @IsInt(between('Days between meetings', 1, 366))
  @Min(1, between('Days between meetings', 1, 366))
  @Max(366, between('Days between meetings', 1, 366))
  meetsEveryDays!: number;

  @ApiProperty()
  @Whole()
  @IsInt(between('Length of a meeting', 15, 600))
  @Min(15, between('Length of a meeting', 15, 600))
  @Max(600, between('Length of a meeting', 15, 600))
  meetingMinutes!: number;

  @ApiProperty({ enum: AGENCY_KINDS, isArray: true })
  @Boxes()
  @IsArray({ message: 'Select kinds of agency from the list' })
  @ArrayUnique({ message: 'Select each kind of agency once' })
  @IsIn(AGENCY_KINDS, { each: true, message: 'Select kinds of agency from the list' })
  quorumKinds!: AgencyKind[];

  @ApiProperty({ enum: AGENDA_RULES, isArray: true })
  @Boxes()
  @IsArray({ message: 'Select from the list what reaches the agenda' })
  @ArrayUnique({ message: 'Select each reason once' })
  @IsIn(AGENDA_RULES, { each: true, message: 'Select from the list what reaches the agenda' })
  agendaReasons!: AgendaRule[];

  @ApiProperty({ enum: REVIEW_DECISIONS, isArray: true })
  @Boxes()
  @IsArray({ message: 'Select decisions from the list' })
  @ArrayMinSize(1, { message: 'Select at least one decision the panel may make' })
  @ArrayUnique({ message: 'Select each decision once' })
  @IsIn(REVIEW_DECISIONS, { each: true, message: 'Select decisions from the list' })
  decisions!: ReviewDecision[];

  @ApiProperty()
  @Whole()
  @IsInt(between('Hours for the action list', 1, 720))
  @Min(1, between('Hours for the action list', 1, 720))
  @Max(720, between('Hours for the action list', 1, 720))
  actionsWithinHours!: number;

  @ApiProperty()
  @Whole()
  @IsInt(between('Working days for the minutes', 1, 60))
  @Min(1, between('Working days for the minutes', 1, 60))
  @Max(60, between('Working days for the minutes', 1, 60))
  minutesWithinWorkingDays!: number;

  @ApiProperty()
  @Whole()
  @IsInt(between('Days for returns', 0, 30))
  @Min(0, between('Days for returns', 0, 30))
  @Max(30, between('Days for returns', 0, 30))
  returnsDaysBefore!: number;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Null: the model wording' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The confidentiality statement must be text' })
  @MaxLength(4_000, { message: 'The confidentiality statement must be 4,000 characters or fewer' })
  confidentialityStatement?: string | null;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Boxes()
  @IsArray({ message: 'Select agencies from the list' })
  @ArrayMaxSize(60, { message: 'Select 60 agencies or fewer' })
  @ArrayUnique({ message: 'Select each agency once' })
  @IsUUID('all', { each: true, message: 'Select agencies from the list' })
  agencyIds!: string[];
}
