import { ApiProperty } from '@nestjs/swagger';

export class UploadedImportResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class ImportListItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() fileName!: string;
  @ApiProperty({ enum: ['previewed', 'confirmed', 'abandoned'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: Date;
  @ApiProperty({ format: 'date-time', nullable: true, type: String }) confirmedAt!: Date | null;
  @ApiProperty({ type: Object }) summary!: object;
  @ApiProperty() version!: number;
}

export class ImportListResponse {
  @ApiProperty({ type: [ImportListItem] }) items!: ImportListItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ImportResponse extends ImportListItem {
  @ApiProperty({
    required: false,
    description: 'While it is previewed: what confirming would do',
    type: Object,
  })
  preview?: object;
}

export class ConfirmedImportResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() made!: number;
  @ApiProperty() added!: number;
  @ApiProperty() importedBefore!: number;
  @ApiProperty() changed!: number;
  @ApiProperty({ type: [Number] }) heldBackRows!: number[];
}
