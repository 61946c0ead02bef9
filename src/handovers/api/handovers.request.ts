import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { HELD_KINDS, type HeldKind } from '../domain/held';

/** Whose work, which cases, or which actions: one of the three. */
export class PrepareHandoverRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'Everything this person holds' })
  @IsOptional()
  @IsUUID(undefined, { message: 'Select whose work is to be handed over' })
  fromUserId?: string;

  @ApiProperty({
    required: false,
    type: [String],
    maxItems: 100,
    description: 'Individuals whose lead professional and plan owner are to change; used where there is no fromUserId',
  })
  @IsOptional()
  @IsArray({ message: 'Give individualIds as a list' })
  @IsString({ each: true, message: 'Give individualIds as a list of ids' })
  individualIds?: string[];

  @ApiProperty({ required: false, type: [String], maxItems: 100, description: 'Open actions that are to change hands' })
  @IsOptional()
  @IsArray({ message: 'Give actionIds as a list' })
  @IsString({ each: true, message: 'Give actionIds as a list of ids' })
  actionIds?: string[];
}

export class ThingChoiceRequest {
  @ApiProperty({ enum: HELD_KINDS })
  @IsIn(HELD_KINDS, { message: 'Select a kind of thing that is held' })
  kind!: HeldKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of the thing' })
  thingId!: string;

  @ApiProperty({ description: 'A user id, or keep for what is to stay with its holder' })
  @IsString({ message: 'Select a person, or keep' })
  newHolderId!: string;
}

/** Who takes over. What `each` does not name follows `forAll`; without one it stays. */
export class ChooseOwnersRequest {
  @ApiProperty({ required: false, format: 'uuid', description: 'One person for everything' })
  @IsOptional()
  @IsUUID(undefined, { message: 'Select who takes everything over' })
  forAll?: string;

  @ApiProperty({ required: false, type: [ThingChoiceRequest] })
  @IsOptional()
  @IsArray({ message: 'Give each as a list' })
  @ValidateNested({ each: true })
  @Type(() => ThingChoiceRequest)
  each?: ThingChoiceRequest[];
}
