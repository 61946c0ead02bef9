import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import type { CursorPage } from '../../platform/http';
import { PASSABLE_ITEMS, type PassableItem } from '../passing-on.entity';
import type { SuppliedRow } from '../passing-on.queries';
import { PassingOnForm } from '../web/passing-on.form';

export class PassingOnRequest extends PassingOnForm {
  @ApiProperty({ enum: PASSABLE_ITEMS })
  @IsIn(PASSABLE_ITEMS, { message: 'Select a kind of item' })
  itemType!: PassableItem;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'itemId must be the id of an item' })
  itemId!: string;
}

export class PassingOnResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class SuppliedItemResponse {
  @ApiProperty({ enum: PASSABLE_ITEMS }) itemType!: PassableItem;
  @ApiProperty({ format: 'uuid' }) itemId!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String], description: 'Whom it may be passed on to, by what was agreed so far' })
  agreedTo!: string[];
}

export class SuppliedItemsResponse {
  @ApiProperty({ type: [SuppliedItemResponse] }) items!: SuppliedItemResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const suppliedItems = ({ items, nextCursor }: CursorPage<SuppliedRow>): SuppliedItemsResponse => ({
  items: items.map((row) => ({ itemType: row.item_type, itemId: row.id, text: row.text, agreedTo: row.agreed_to })),
  nextCursor,
});
