import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import type { Day } from '../../shared/day';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { nextCycleDueOn } from '../domain/next-cycle';
import {
  type CycleRow,
  type CycleStateRow,
  cyclesHeld,
  cycleState,
  methodById,
  methodByStatus,
  type MethodRow,
  methods,
} from './methods.queries';

/** The versions of the identification method, and when its next cycle is due. They name nobody, so reading is not audited. */
@Injectable()
export class IdentificationMethods {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
  ) {}

  async all(actor: Actor): Promise<MethodRow[]> {
    const rows = await this.reader.many<MethodRow>(actor, undefined, methods());
    return rows.filter((row) => this.rules.may(actor, 'read', 'IdentificationMethod', row));
  }

  /** @throws NotFound also for a draft that is not the actor's to see */
  async one(actor: Actor, id: string): Promise<MethodRow> {
    const row = isId(id) ? await this.reader.one<MethodRow>(actor, undefined, methodById(id)) : undefined;
    if (!row || !this.rules.may(actor, 'read', 'IdentificationMethod', row)) throw new NotFound();
    return row;
  }

  inForce(actor: Actor): Promise<MethodRow | undefined> {
    return this.reader.one<MethodRow>(actor, undefined, methodByStatus('in_force'));
  }

  async draft(actor: Actor): Promise<MethodRow | undefined> {
    const row = await this.reader.one<MethodRow>(actor, undefined, methodByStatus('draft'));
    return row && this.rules.may(actor, 'read', 'IdentificationMethod', row) ? row : undefined;
  }

  async cycles(actor: Actor): Promise<CycleRow[]> {
    return this.reader.many<CycleRow>(actor, undefined, cyclesHeld());
  }

  /** Null while no version is in force. */
  async nextCycleDueOn(actor: Actor): Promise<Day | null> {
    const [[method], [state]] = await this.reader.read<[MethodRow, CycleStateRow]>(
      actor,
      undefined,
      methodByStatus('in_force'),
      cycleState(),
    );
    if (!method || !state?.first_in_force_on) return null;
    return nextCycleDueOn({
      cycleMonths: method.cycle_months,
      firstInForceOn: state.first_in_force_on,
      lastHeldOn: state.last_held_on,
    });
  }
}
