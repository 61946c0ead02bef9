import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import {
  type AgencyChoiceRow,
  agencyChoices,
  heldBy,
  type HeldCountRow,
  oneUser,
  toldOf,
  type ToldRow,
  type UserPageRow,
} from '../users.queries';
import { presentUser, type Returned, type UserModel } from './present-user';

/** What the pages about one user are made of. */
@Injectable()
export class UserPages {
  constructor(private readonly reader: Reader) {}

  agencies(actor: Actor): Promise<AgencyChoiceRow[]> {
    return this.reader.many<AgencyChoiceRow>(actor, undefined, agencyChoices);
  }

  /** @throws NotFound for an id that is nobody's */
  async one(actor: Actor, id: string, returned?: Returned): Promise<UserModel> {
    if (!isId(id)) throw new NotFound();
    const user = await this.reader.one<UserPageRow>(actor, undefined, oneUser(id));
    if (!user) throw new NotFound();
    const [held, told] = await this.reader.read<[HeldCountRow, ToldRow]>(actor, undefined, heldBy(id), toldOf(id));
    const isOneself = user.id === actor.userId;
    return presentUser({ user, agencies: await this.agencies(actor), isOneself, held: held[0], told }, returned);
  }
}
