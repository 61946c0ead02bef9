import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { mayEscalateTo, type PanelLevel } from '../domain/panel-rules';
import { PanelAgency } from '../panel-agency.entity';
import { Panel } from '../panel.entity';
import type { PanelFields } from './panel.fields';

export interface PanelChange extends PanelFields {
  panelId: string;
  /** The version the user saw. */
  version: number;
}

/** Changes the rules a panel works by, and which agencies it expects at its table. */
@Injectable()
export class ChangePanel {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, change: PanelChange, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  /** @throws Stale when somebody changed it first; Invalid for a panel to escalate to that is not above this one */
  async within(tx: Transaction, change: PanelChange): Promise<{ id: string }> {
    const { panelId, version, agencyIds, ...rules } = change;
    await this.ensureMine(tx, panelId);
    refuseAges(rules);
    await refuseSidewaysEscalation(tx, rules.level, rules.escalatesTo ?? null, panelId);
    await tx.change(
      Panel,
      { id: panelId, version },
      {
        ...rules,
        escalatesTo: rules.escalatesTo ?? null,
        confidentialityStatement: rules.confidentialityStatement ?? null,
      },
    );
    await expectAgencies(tx, panelId, agencyIds);
    await tx.audit({
      act: 'panel.changed',
      subjectType: 'panel',
      subjectId: panelId,
      fields: [...Object.keys(rules), 'agencyIds'].sort(),
    });
    return { id: panelId };
  }

  private async ensureMine(tx: Transaction, panelId: string): Promise<void> {
    if (!isId(panelId)) throw new NotFound();
    this.rules.ensureMay(tx.actor, 'change', 'Panel', { accessKeys: [panelId] });
  }
}

function refuseAges({ youngestAge, oldestAge }: Pick<PanelFields, 'youngestAge' | 'oldestAge'>): void {
  if (youngestAge <= oldestAge) return;
  throw new Invalid([{ field: 'oldestAge', message: 'Oldest age must be the same as or above the youngest' }]);
}

async function refuseSidewaysEscalation(
  tx: Transaction,
  level: PanelLevel,
  escalatesTo: string | null,
  panelId: string,
): Promise<void> {
  if (escalatesTo === null) return;
  const [above] = await tx.query<{ level: PanelLevel }>('SELECT level FROM panels WHERE id = $1 AND id <> $2', [
    escalatesTo,
    panelId,
  ]);
  if (above && mayEscalateTo(level, above.level)) return;
  throw new Invalid([{ field: 'escalatesTo', message: 'Select a panel of a higher level than this one' }]);
}

/** Ends what is no longer expected and starts what is new; what stands stays as it was. */
async function expectAgencies(tx: Transaction, panelId: string, wanted: string[]): Promise<void> {
  const known = await tx.query<{ id: string }>(
    `SELECT id FROM agencies WHERE id = ANY ($1::uuid[]) AND kind <> 'partnership'`,
    [wanted],
  );
  if (known.length !== new Set(wanted).size) {
    throw new Invalid([{ field: 'agencyIds', message: 'Select agencies from the list' }]);
  }
  const expected = await tx.query<{ id: string; agencyId: string; version: number }>(
    'SELECT id, agency_id AS "agencyId", version FROM panel_agencies WHERE panel_id = $1 AND ended_at IS NULL',
    [panelId],
  );
  for (const { id, agencyId, version } of expected) {
    if (!wanted.includes(agencyId)) await tx.change(PanelAgency, { id, version }, { endedAt: tx.now });
  }
  for (const agencyId of new Set(wanted)) {
    if (expected.some((one) => one.agencyId === agencyId)) continue;
    await tx.insert(PanelAgency, { id: newId(), panelId, agencyId, addedBy: tx.actor.userId, startedAt: tx.now });
  }
}
