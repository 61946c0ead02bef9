import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountLinks } from './account-links';
import { AddUser } from './add-user';
import { UsersApiController } from './api/users-api.controller';
import { ChangeAgency } from './change-agency';
import { ChangeRoles } from './change-roles';
import { Colleagues } from './colleagues';
import { DisableUser } from './disable-user';
import { EnableUser } from './enable-user';
import { FirstAdministrator } from './first-administrator';
import { InviteUser } from './invite-user';
import { SendAccountLink } from './send-account-link';
import { User } from './user.entity';
import { AccountLinkController } from './web/account-link.controller';
import { UserController } from './web/user.controller';
import { UserPages } from './web/user-pages';
import { UsersController } from './web/users.controller';

@Module({
  imports: [TypeOrmModule.forFeature([User])],
  controllers: [UsersController, UserController, AccountLinkController, UsersApiController],
  providers: [
    AccountLinks,
    AddUser,
    ChangeAgency,
    ChangeRoles,
    Colleagues,
    DisableUser,
    EnableUser,
    FirstAdministrator,
    InviteUser,
    SendAccountLink,
    UserPages,
  ],
  exports: [AccountLinks, AddUser, Colleagues, FirstAdministrator, InviteUser, SendAccountLink],
})
export class UsersModule {}
