import { ApiProperty } from '@nestjs/swagger';

export class RegisterMadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}
