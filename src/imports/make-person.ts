import { Injectable } from '@nestjs/common';
import { Assign } from '../assignments';
import { EnterCohort } from '../cohort';
import { AddIndividual, ETHNICITIES } from '../individuals';
import type { Transaction } from '../platform/database';
import { ImportScreening } from '../screenings';
import { dayInWords } from '../shared/day';
import { KeepFacts } from './keep-facts';
import type { PersonToMake } from './person-to-make';
import { TakeOverPlan } from './take-over-plan';

/** Brings one person of the sheet into being through the verbs that anyone else would use, with their rules and their audit. */
@Injectable()
export class MakePerson {
  constructor(
    private readonly addIndividual: AddIndividual,
    private readonly enterCohort: EnterCohort,
    private readonly keepFacts: KeepFacts,
    private readonly assign: Assign,
    private readonly importScreening: ImportScreening,
    private readonly takeOverPlan: TakeOverPlan,
  ) {}

  async within(tx: Transaction, asked: PersonToMake): Promise<string> {
    const { person } = asked;
    const { id } = await this.addIndividual.within(tx, {
      givenName: person.givenName,
      familyName: person.familyName,
      aliases: person.aliases,
      dateOfBirth: person.dateOfBirth,
      sex: person.sex,
      ethnicity: ETHNICITIES.find((code) => code === person.ethnicity) ?? 'not_asked',
    });
    // The cohort comes first: from then on the coordinator sees the case through the panel, and may go on with it.
    await this.enter(tx, id, asked);
    await this.keepFacts.within(tx, id, asked);
    await this.nameOwners(tx, id, asked);
    for (const { screenedOn, exploitationBand, violenceBand } of person.screenings) {
      await this.importScreening.within(tx, { individualId: id, screenedOn, exploitationBand, violenceBand });
    }
    await this.takeOverPlan.within(tx, id, asked);
    return id;
  }

  private async enter(tx: Transaction, individualId: string, { person, panelId }: PersonToMake): Promise<void> {
    const rows = person.rows.map(({ rowNumber, values }) =>
      values.reference ? `row ${rowNumber}, reference ${values.reference}` : `row ${rowNumber}`,
    );
    const bands = [...new Set(person.rows.flatMap(({ values }) => values.band?.raw ?? []))];
    const tier = person.isTierCertain
      ? `Tier from the band “${bands.join('”, “')}”.`
      : `Tier medium until the panel decides: ${bands.length > 0 ? `the band “${bands.join('”, “')}” names no tier` : 'no band was written'}.`;
    await this.enterCohort.within(tx, {
      individualId,
      panelId,
      startedOn: tx.today,
      tier: person.tier,
      isExperiencing: person.isExperiencing,
      isPerpetrating: person.isPerpetrating,
      decision: `Was in the cohort the partnership kept on its spreadsheet. ${tier}`,
      evidence: `Recorded on the partnership’s spreadsheet (${rows.join('; ')}) imported on ${dayInWords(tx.today)}.`,
      evidenceOn: tx.today,
      isImported: true,
      sheetSays: wordsOfSheet(person.rows),
    });
  }

  private async nameOwners(tx: Transaction, individualId: string, asked: PersonToMake): Promise<void> {
    if (asked.leadProfessionalId) {
      await this.assign.within(tx, { individualId, kind: 'lead_professional', userId: asked.leadProfessionalId });
    }
    if (asked.planOwnerId)
      await this.assign.within(tx, { individualId, kind: 'plan_owner', userId: asked.planOwnerId });
  }
}

/** What the sheet itself says of the risk, as it was typed: evidence for whoever checks the entry, and no more than that. */
const wordsOfSheet = (rows: PersonToMake['person']['rows']): string[] =>
  rows.flatMap(({ rowNumber, raw, values }) => {
    const said = [raw.role, raw.band, values.notes].filter(
      (text) => text !== undefined && text !== null && text !== '',
    );
    return said.length === 0 ? [] : [`Row ${rowNumber} says: “${said.join('”, “')}”`];
  });
