import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, type Role, ROLES, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { userCursor, type UserRow, users } from '../users.queries';

class UserResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({ type: String, nullable: true }) jobTitle!: string | null;
  @ApiProperty() email!: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles!: Role[];
  @ApiProperty({ enum: ['active', 'disabled'] }) status!: 'active' | 'disabled';
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() agencyName!: string;
  @ApiProperty() version!: number;
}

class UserListResponse {
  @ApiProperty({ type: [UserResponse] }) items!: UserResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('users')
@ApiBearerAuth()
@Controller('api/v1/users')
export class UsersApiController {
  constructor(private readonly reader: Reader) {}

  /** Those who work cases need it too: actions and assignments name a user. Analysts see figures, no names. */
  @Get()
  @Roles('practitioner', 'manager', 'panel_member', 'panel_chair', 'governance', 'administrator')
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: UserListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<UserListResponse> {
    const rows = await this.reader.many<UserRow>(actor, undefined, users(decodeCursor(cursor, 2), PAGE_SIZE));
    const { items, nextCursor } = pageOf(rows, userCursor);
    return { items: items.map(responseOf), nextCursor };
  }
}

const responseOf = (row: UserRow): UserResponse => ({
  id: row.id,
  displayName: row.display_name,
  jobTitle: row.job_title,
  email: row.email,
  roles: row.roles,
  status: row.status,
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  version: row.version,
});
