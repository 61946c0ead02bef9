import { Injectable } from '@nestjs/common';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
import { NOT_ENOUGH_KNOWN } from './domain/tool-definition';
import { screenedIndividual } from './screened-individual';
import { Screening } from './screening.entity';

export interface ImportedScreening {
  individualId: string;
  screenedOn: Day;
  /** Null: the record brought over gives none, which is kept as "not enough known" and never as the lowest band. */
  exploitationBand: ExploitationJudgement | null;
  violenceBand: ViolenceJudgement | null;
}

/** Brings over that somebody was screened on a day elsewhere: a date and bands, with no tool and no answers behind them. */
@Injectable()
export class ImportScreening {
  constructor(private readonly rules: AccessRules) {}

  /** Bringing the same day over twice makes one screening. */
  async within(tx: Transaction, imported: ImportedScreening): Promise<{ id: string }> {
    const { individualId, screenedOn } = imported;
    const individual = await screenedIndividual(tx, individualId);
    this.rules.ensureMay(tx.actor, 'import', 'Screening', individual);
    const problems = individual.problemsOfDay(screenedOn, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    const bands = {
      exploitationBand: imported.exploitationBand ?? NOT_ENOUGH_KNOWN,
      violenceBand: imported.violenceBand ?? NOT_ENOUGH_KNOWN,
    };
    const [earlier] = await tx.query<{ id: string }>(
      `SELECT id FROM screenings WHERE individual_id = $1 AND screened_on = $2 AND source = 'imported'
        AND exploitation_band = $3 AND violence_band = $4`,
      [individualId, screenedOn, bands.exploitationBand, bands.violenceBand],
    );
    if (earlier) return { id: earlier.id };
    const id = newId();
    await tx.insert(Screening, {
      ...bands,
      id,
      individualId,
      screenedOn,
      source: 'imported',
      screenedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
    });
    await tx.audit({ act: 'screening.imported', subjectType: 'screening', subjectId: id, individualId });
    return { id };
  }
}
