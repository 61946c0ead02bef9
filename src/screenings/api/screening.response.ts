import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import { exploitationBands, NOT_ENOUGH_KNOWN, type ToolDefinition, violenceBands } from '../domain/tool-definition';
import { JUDGEMENT_DECISIONS, type JudgementDecisionMade } from '../judgements/judgement-decision.entity';
import type { KeptAnswers, KeptResult } from '../kept-screening';
import type { ScreeningSource } from '../screening.entity';
import type { ToolVersionStatus } from '../screening-tool-version.entity';
import type { ScreeningRow, ScreeningSummaryRow, ToolVersionRow } from '../screenings.queries';

const exploitation = { enum: [...exploitationBands, NOT_ENOUGH_KNOWN] };
const violence = { enum: [...violenceBands, NOT_ENOUGH_KNOWN] };

export class ScreeningSummaryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ type: String, format: 'date' }) screenedOn!: Day;
  @ApiProperty({ ...exploitation, description: 'What the answers give' }) exploitationBand!: ExploitationJudgement;
  @ApiProperty(violence) violenceBand!: ViolenceJudgement;
  @ApiProperty({ ...exploitation, nullable: true, description: 'A judged band that differs and is in effect' })
  judgedExploitationBand!: ExploitationJudgement | null;
  @ApiProperty({ ...violence, nullable: true }) judgedViolenceBand!: ViolenceJudgement | null;
  @ApiProperty({ description: 'A lower band was judged and waits for a second person' }) awaitsSecondPerson!: boolean;
  @ApiProperty({ enum: JUDGEMENT_DECISIONS, nullable: true, description: 'What the second person decided about it' })
  judgementDecision!: JudgementDecisionMade | null;
  @ApiProperty({ enum: ['recorded', 'imported'] }) source!: ScreeningSource;
  @ApiProperty({ format: 'uuid' }) screenedById!: string;
  @ApiProperty() screenedBy!: string;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) toolVersionId!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Date;
}

export class ScreeningListResponse {
  @ApiProperty({ type: [ScreeningSummaryResponse] }) items!: ScreeningSummaryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ScreeningResponse extends ScreeningSummaryResponse {
  @ApiProperty({ type: Object, nullable: true, description: 'Null for an imported screening: it has no answers' })
  answers!: KeptAnswers | null;
  @ApiProperty({ type: Object, nullable: true, description: 'Points traced to answers, triggers and the judgement' })
  result!: KeptResult | null;
  @ApiProperty({ type: String, nullable: true }) judgementReason!: string | null;
  @ApiProperty({ description: 'Always 1: a screening is never changed' }) version!: number;
}

export class ScreeningRecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class ScreeningToolResponse {
  @ApiProperty({ format: 'uuid', description: 'The toolVersionId of a screening' }) id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() title!: string;
  @ApiProperty() number!: number;
  @ApiProperty({ enum: ['draft', 'in_force', 'retired'] }) status!: ToolVersionStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) inForceOn!: Day | null;
  @ApiProperty({ type: Object, description: 'Questions, weights, bands, triggers and protective factors' })
  definition!: ToolDefinition;
  @ApiProperty() version!: number;
}

export class ScreeningToolListResponse {
  @ApiProperty({ type: [ScreeningToolResponse] }) items!: ScreeningToolResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const summaryOf = (row: ScreeningSummaryRow): ScreeningSummaryResponse => ({
  id: row.id,
  individualId: row.individual_id,
  screenedOn: row.screened_on,
  exploitationBand: row.exploitation_band,
  violenceBand: row.violence_band,
  judgedExploitationBand: row.judged_exploitation_band,
  judgedViolenceBand: row.judged_violence_band,
  awaitsSecondPerson: row.awaits_second_person,
  judgementDecision: row.judgement_decision,
  source: row.source,
  screenedById: row.screened_by,
  screenedBy: row.screened_by_name,
  agencyId: row.agency_id,
  agency: row.agency_name,
  toolVersionId: row.tool_version_id,
  recordedAt: row.recorded_at,
});

export const screeningOf = (row: ScreeningRow): ScreeningResponse => ({
  ...summaryOf(row),
  answers: row.answers,
  result: row.result,
  judgementReason: row.judgement_reason,
  version: 1,
});

export const toolOf = ({ in_force_on: inForceOn, name: title, ...row }: ToolVersionRow): ScreeningToolResponse => ({
  ...row,
  title,
  inForceOn,
});
