import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { searchName } from '../domain/search-name';
import { NOTICE_MADE } from '../notices/tell';
import { NobodyFound } from './break-glass.errors';

export interface BreakGlassRequest {
  reason: string;
  /** Exactly, as people write it; otherwise whole name and date of birth. */
  reference?: string | null;
  givenName?: string | null;
  familyName?: string | null;
  dateOfBirth?: Day | null;
}

export interface OpenedRecord {
  /** Null when the actor saw the record anyway, and no grant was needed. */
  id: string | null;
  individualId: string;
  expiresAt: string | null;
}

interface FoundRow {
  individual_id: string;
  is_granted: boolean;
  notice_ids: string[];
}

/**
 * Lets somebody who may not see a record see it now, for a short while. Never a restricted record: to whoever is not named
 * the answer is that of nobody there. Found or not, the asking is audited with its reason.
 */
@Injectable()
export class OpenBreakGlass {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws NobodyFound after the attempt is written down */
  async run(actor: Actor, request: BreakGlassRequest, submission?: Submission): Promise<OpenedRecord> {
    const opened = await this.transactions.act(actor, (tx) => this.within(tx, request), submission);
    if (!opened) throw new NobodyFound();
    return opened;
  }

  async within(tx: Transaction, request: BreakGlassRequest): Promise<OpenedRecord | null> {
    this.rules.ensureMay(tx.actor, 'open', 'BreakGlass', {});
    const wanted = wantedOf(request);
    const id = newId();
    const until = new Date(tx.now.getTime() + this.settings.breakGlassMinutes * 60_000);
    const [found] = await tx.query<FoundRow>('SELECT * FROM open_break_glass($1, $2, $3, $4, $5, $6, $7)', [
      id,
      wanted.reference,
      wanted.name,
      wanted.bornOn,
      request.reason.trim(),
      tx.now,
      until,
    ]);
    const asked = { reason: request.reason.trim(), fields: wanted.reference ? ['reference'] : ['name', 'dateOfBirth'] };
    if (!found) {
      await tx.audit({ act: 'break_glass.nobody_found', subjectType: 'break_glass', ...asked });
      return null;
    }
    const individualId = found.individual_id;
    if (!found.is_granted) {
      await tx.audit({ act: 'break_glass.not_needed', subjectType: 'break_glass', individualId, ...asked });
      return { id: null, individualId, expiresAt: null };
    }
    await tx.audit({ act: 'break_glass.opened', subjectType: 'break_glass', subjectId: id, individualId, ...asked });
    for (const notice of found.notice_ids) await tx.announce(NOTICE_MADE, notice);
    return { id, individualId, expiresAt: until.toISOString() };
  }
}

/** @throws Invalid unless there is a reason, and a reference or all of a name and a date of birth */
function wantedOf({ reason, reference, givenName, familyName, dateOfBirth }: BreakGlassRequest) {
  if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why you need this record now' }]);
  if (reference?.trim()) return { reference: reference.trim(), name: null, bornOn: null };
  const [given, family] = [searchName(givenName), searchName(familyName)];
  if (given === '' && family === '' && !dateOfBirth) {
    throw new Invalid([{ field: 'reference', message: 'Enter a reference, or a whole name and a date of birth' }]);
  }
  const missing = [
    ...(given === '' ? [{ field: 'givenName', message: 'Enter a given name' }] : []),
    ...(family === '' ? [{ field: 'familyName', message: 'Enter a family name' }] : []),
    ...(dateOfBirth ? [] : [{ field: 'dateOfBirth', message: 'Enter a date of birth' }]),
  ];
  if (missing.length > 0) throw new Invalid(missing);
  return { reference: null, name: `${given} ${family}`, bornOn: dateOfBirth ?? null };
}
