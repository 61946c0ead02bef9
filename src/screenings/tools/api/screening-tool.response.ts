import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../../shared/day';
import type { ScreeningResult } from '../../domain/score-screening';
import { ScreeningToolResponse } from '../../api/screening.response';
import { obstaclesOf } from '../readiness';
import type { ExampleRun } from '../run-examples';
import type { ToolExampleRow, ToolVersionDetail } from '../tools.queries';

export class ToolDecisionResponse {
  @ApiProperty() askedBy!: string;
  @ApiProperty({ type: String, format: 'date' }) decidedOn!: Day;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The second person; null: not yet' }) agreedBy!:
    string | null;
}

export class ToolVersionResponse extends ScreeningToolResponse {
  @ApiProperty({ type: [String], description: 'Everybody who wrote in it' }) draftedBy!: string[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) retiredOn!: Day | null;
  @ApiProperty({ type: ToolDecisionResponse, nullable: true }) decision!: ToolDecisionResponse | null;
  @ApiProperty({ type: [String], description: 'What stands between a draft and being put in force' })
  obstacles!: string[];
}

export class ToolMadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class TrialResponse {
  @ApiProperty({ type: Object, description: 'Points traced to answers, triggers and bands on both axes' })
  result!: ScreeningResult;
}

export class ExampleResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() expectedExploitationBand!: string;
  @ApiProperty() expectedViolenceBand!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What it gives with this version' })
  exploitationBand!: string | null;
  @ApiProperty({ type: String, nullable: true }) violenceBand!: string | null;
  @ApiProperty({ type: String, nullable: true }) problem!: string | null;
  @ApiProperty() isAsExpected!: boolean;
  @ApiProperty() version!: number;
}

export class ExampleListResponse {
  @ApiProperty({ type: [ExampleResponse] }) items!: ExampleResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function versionOf(row: ToolVersionDetail, examples: readonly ToolExampleRow[]): ToolVersionResponse {
  const { asked_by_name: askedBy, decided_on: decidedOn, decision_reason: reason } = row;
  const isDecided = askedBy !== null && decidedOn !== null && reason !== null;
  return {
    id: row.id,
    key: row.key,
    title: row.definition.title,
    number: row.number,
    status: row.status,
    inForceOn: row.in_force_on,
    definition: row.definition,
    version: row.version,
    draftedBy: row.drafted_by_names,
    retiredOn: row.retired_on,
    decision: isDecided ? { askedBy, decidedOn, reason, agreedBy: row.agreed_by_name } : null,
    obstacles: row.status === 'draft' ? obstaclesOf(row, examples) : [],
  };
}

export const exampleOf = ({ example, given, problem, isAsExpected }: ExampleRun): ExampleResponse => ({
  id: example.id,
  title: example.title,
  expectedExploitationBand: example.expected_exploitation_band,
  expectedViolenceBand: example.expected_violence_band,
  exploitationBand: given?.exploitation ?? null,
  violenceBand: given?.violence ?? null,
  problem,
  isAsExpected,
  version: example.version,
});
