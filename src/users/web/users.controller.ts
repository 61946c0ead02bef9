import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { userCursor, type UserRow, users } from '../users.queries';
import { type UsersModel, presentUsers } from './present-users';

@Controller('users')
@Roles('administrator', 'governance')
export class UsersController {
  constructor(private readonly reader: Reader) {}

  @Get()
  @Render('users/views/users.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<UsersModel> {
    const rows = await this.reader.many<UserRow>(actor, undefined, users(decodeCursor(cursor, 2), PAGE_SIZE));
    return presentUsers(pageOf(rows, userCursor), cursor !== undefined);
  }
}
