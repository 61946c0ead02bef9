import { ApiProperty } from '@nestjs/swagger';
import { dayInLondon, type Day } from '../../../shared/day';
import { answerBy } from '../../domain/answer-by';
import { axes } from '../../domain/tool-definition';
import type { WaitingRow } from '../judgements.queries';

class LoweredBandResponse {
  @ApiProperty({ enum: axes }) axis!: string;
  @ApiProperty() judged!: string;
  @ApiProperty({
    description:
      'What counts until somebody agrees: what the answers give or, where too little is known, the last band',
  })
  scored!: string;
}

class WaitingJudgementResponse {
  @ApiProperty({ format: 'uuid', description: 'Of the screening' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
  @ApiProperty({ format: 'date' }) screenedOn!: Day;
  @ApiProperty() screenedBy!: string;
  @ApiProperty({ format: 'date', description: '5 working days after it was recorded' }) answerBy!: Day;
  @ApiProperty({ type: [LoweredBandResponse] }) lowered!: LoweredBandResponse[];
}

export class WaitingJudgementsResponse {
  @ApiProperty({ type: [WaitingJudgementResponse] }) items!: WaitingJudgementResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const waitingOf = (row: WaitingRow): WaitingJudgementResponse => ({
  id: row.id,
  individualId: row.individual_id,
  reference: row.reference,
  screenedOn: row.screened_on,
  screenedBy: row.screened_by_name,
  answerBy: answerBy(dayInLondon(row.recorded_at)),
  lowered: axes
    .filter((axis) => row.result.judgement[axis].needsSecondPerson)
    .map((axis) => ({
      axis,
      judged: row.result.judgement[axis].judged,
      scored: row.result[axis].stands?.band ?? row.result[axis].band,
    })),
});
