import { ApiProperty } from '@nestjs/swagger';

class FieldProblemResponse {
  @ApiProperty({ description: 'Where it is in what was sent; parts of parts with dots', example: 'goals.0.title' })
  field!: string;

  @ApiProperty({ example: 'Enter a title' }) message!: string;
}

/** Every refusal and every fault of the API, as RefusalFilter sends it (RFC 9457). */
export class Problem {
  @ApiProperty({ description: 'A stable word for programs', example: '/problems/invalid' }) type!: string;
  @ApiProperty({ description: 'For people', example: 'There is a problem with what was entered.' }) title!: string;
  @ApiProperty({ description: 'The HTTP status again', example: 422 }) status!: number;

  @ApiProperty({ type: [FieldProblemResponse], required: false, description: 'Absent when no field is to blame' })
  problems?: FieldProblemResponse[];

  @ApiProperty({ description: 'Also the header X-Request-Id: give it when asking for help' }) requestId!: string;
}

export const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
