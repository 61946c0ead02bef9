import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { type Direction, type Shape, SHAPES } from '../domain/figure';
import type { Readable } from '../domain/readable';
import type { Figure, IndicatorFigures } from '../figures';
import type { FigureReader } from '../reader-of-figures';

const DIRECTIONS: Direction[] = ['up', 'down', 'none'];

class IndicatorFigureResponse {
  @ApiProperty({ format: 'date' }) from!: Day;
  @ApiProperty({ format: 'date' }) until!: Day;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: not shown, or no data' }) value!: number | null;
  @ApiProperty({ example: '72%' }) words!: string;
  @ApiProperty({ example: '31 of 43', description: 'Empty where it is of nothing' }) of!: string;
  @ApiProperty({ description: 'False: the agency supplied no data, which is not zero' }) hasData!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: '1 was first, later ones correct it; null is today’s' })
  number!: number | null;
  @ApiProperty() note!: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: Date;
}

class OwnFiguresResponse {
  @ApiProperty({ type: IndicatorFigureResponse, nullable: true }) now!: IndicatorFigureResponse | null;
  @ApiProperty({ type: [IndicatorFigureResponse] }) quarters!: IndicatorFigureResponse[];
}

export class IndicatorResponse {
  @ApiProperty({ example: 'I2' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() numerator!: string;
  @ApiProperty() denominator!: string;
  @ApiProperty() method!: string;
  @ApiProperty({ enum: SHAPES }) shape!: Shape;
  @ApiProperty({ enum: DIRECTIONS }) direction!: Direction;
  @ApiProperty({ type: Number, nullable: true }) target!: number | null;
  @ApiProperty({ enum: ['computed', 'entered', 'imported'] }) kind!: string;
  @ApiProperty({ description: 'True: rounded, small numbers not shown, because the reader sees no names' })
  isRounded!: boolean;
  @ApiProperty({ type: IndicatorFigureResponse, nullable: true, description: 'Today’s, where the service counts it' })
  now!: IndicatorFigureResponse | null;
  @ApiProperty({ type: [IndicatorFigureResponse], description: 'Frozen quarters and their corrections, oldest first' })
  quarters!: IndicatorFigureResponse[];
  @ApiProperty({
    type: OwnFiguresResponse,
    nullable: true,
    description: 'The exact part of a manager’s own agency; null for everybody else, and where it has none',
  })
  own!: OwnFiguresResponse | null;
}

export class IndicatorsResponse {
  @ApiProperty({ type: [IndicatorResponse] }) items!: IndicatorResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class FigureSuppliedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '1 for the first of its quarter; a later one corrects it' }) number!: number;
}

export class FiguresImportedResponse {
  @ApiProperty() recorded!: number;
  @ApiProperty() corrections!: number;
}

/** One indicator as this reader may read it: a manager the own agency's part exactly, and the partnership's as the board does. */
export function indicatorOf(
  { definition, now, quarters, own }: IndicatorFigures,
  reader: FigureReader,
): IndicatorResponse {
  const { code, name, numerator, denominator, method, shape, direction, target, kind } = definition;
  const read = (figure: Figure): IndicatorFigureResponse => figureOf(figure, reader.read(shape, figure));
  const readOwn = (figure: Figure): IndicatorFigureResponse => figureOf(figure, reader.readOwn(shape, figure));
  const hasOwn = own.now !== undefined || own.quarters.length > 0;
  return {
    ...{ code, name, numerator, denominator, method, shape, direction, target, kind },
    isRounded: reader.rule !== undefined,
    now: now ? read(now) : null,
    quarters: quarters.map(read),
    own: hasOwn ? { now: own.now ? readOwn(own.now) : null, quarters: own.quarters.map(readOwn) } : null,
  };
}

const figureOf = (figure: Figure, { value, words, ofWords }: Readable): IndicatorFigureResponse => ({
  ...figure.quarter,
  ...{ value, words, of: ofWords },
  hasData: figure.hasData,
  number: figure.number,
  note: figure.note,
  recordedAt: figure.recordedAt,
});
