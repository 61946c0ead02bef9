import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { userCursor, type UserRow, users } from '../users.queries';
import { UserListResponse, userResponse } from './user.response';

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
    return { items: items.map(userResponse), nextCursor };
  }
}
