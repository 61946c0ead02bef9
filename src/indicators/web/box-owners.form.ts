import { applyDecorators } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import type { BoxOwners } from '../reports/name-box-owners';
import { type Section, SECTIONS } from '../reports/report-content';

const Owner = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^([0-9a-f-]{36})?$/, { message: 'Select somebody from the list' }));

/** For each box who is to write it; empty for nobody. */
export class BoxOwnersForm implements Partial<Record<Section, string>> {
  @Owner() summary?: string;
  @Owner() figures?: string;
  @Owner() actions?: string;
  @Owner() risks?: string;
  @Owner() learning?: string;
  @Owner() next_quarter?: string;
}

export const ownersOf = (form: BoxOwnersForm): BoxOwners =>
  Object.fromEntries(
    SECTIONS.flatMap((section) => {
      const owner = form[section];
      return owner === undefined ? [] : [[section, owner === '' ? null : owner]];
    }),
  );
