import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Absence } from './absence.entity';
import { AccountLinks } from './account-links';
import { AddUser } from './add-user';
import { AbsencesApiController } from './api/absences-api.controller';
import { UserAdministrationApiController } from './api/user-administration-api.controller';
import { UserSignInApiController } from './api/user-sign-in-api.controller';
import { UsersApiController } from './api/users-api.controller';
import { CancelAbsence } from './cancel-absence';
import { ChangeLastDayAway } from './change-last-day-away';
import { ChangeAgency } from './change-agency';
import { ChangeRoles } from './change-roles';
import { Colleagues } from './colleagues';
import { DisableUser } from './disable-user';
import { EnableUser } from './enable-user';
import { FirstAdministrator } from './first-administrator';
import { InviteUser } from './invite-user';
import { RecordAbsence } from './record-absence';
import { SendAccountLink } from './send-account-link';
import { User } from './user.entity';
import { AbsenceController } from './web/absence.controller';
import { AbsencesController } from './web/absences.controller';
import { AccountLinkController } from './web/account-link.controller';
import { UserController } from './web/user.controller';
import { UserPages } from './web/user-pages';
import { UsersController } from './web/users.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Absence, User])],
  controllers: [
    AbsencesController,
    AbsenceController,
    AbsencesApiController,
    UsersController,
    UserController,
    AccountLinkController,
    UsersApiController,
    UserAdministrationApiController,
    UserSignInApiController,
  ],
  providers: [
    AccountLinks,
    AddUser,
    CancelAbsence,
    ChangeLastDayAway,
    ChangeAgency,
    ChangeRoles,
    Colleagues,
    DisableUser,
    EnableUser,
    FirstAdministrator,
    InviteUser,
    RecordAbsence,
    SendAccountLink,
    UserPages,
  ],
  exports: [
    AccountLinks,
    AddUser,
    CancelAbsence,
    Colleagues,
    FirstAdministrator,
    InviteUser,
    RecordAbsence,
    SendAccountLink,
  ],
})
export class UsersModule {}
