import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { NEED_DOMAINS, NEED_STATUSES, type NeedDomain, type NeedStatus } from '../domain/plan-vocabulary';
import { ShownToFamily } from './shown-to-family';
import { OptionalText } from './text';

export class NeedForm {
  @ApiProperty({ enum: NEED_DOMAINS })
  @IsIn(NEED_DOMAINS, { message: 'Select one of the domains of need' })
  domain!: NeedDomain;

  @ApiProperty({ enum: NEED_STATUSES })
  @IsIn(NEED_STATUSES, { message: 'Select whether the need is met' })
  status!: NeedStatus;

  @OptionalText('Detail', 4000)
  detail: string = '';

  @OptionalText('Evidence', 4000)
  evidence?: string;

  @ShownToFamily('as it was, no at first')
  shownToFamily?: boolean | null;
}
