import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { escalationsWaiting, type WaitingEscalationRow } from '../escalations/escalations.queries';
import {
  agenciesOfPanel,
  allPanels,
  type ExpectedAgencyRow,
  type PanelChoiceRow,
  type PanelRow,
  panelsOf,
  type SeatCandidateRow,
  seatCandidates,
  type SeatRow,
  seatsOf,
} from './panels.queries';

export interface PanelPage {
  panel: PanelRow;
  seats: SeatRow[];
  agencies: ExpectedAgencyRow[];
  panels: PanelChoiceRow[];
  candidates: SeatCandidateRow[];
  /** What waits for a meeting of this panel. */
  waiting: WaitingEscalationRow[];
  mayChange: boolean;
}

/** Reads the panels the actor sits on. A panel's rules are no case content, so no reading is audited. */
@Injectable()
export class PanelPages {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
  ) {}

  list(actor: Actor): Promise<PanelRow[]> {
    return this.reader.many<PanelRow>(actor, undefined, panelsOf(actor));
  }

  /** @throws NotFound when it is not there or the actor does not sit on it */
  async one(actor: Actor, id: string): Promise<PanelPage> {
    if (!isId(id)) throw new NotFound();
    const [[panel], seats, agencies, panels, candidates, waiting] = await this.reader.read<
      [PanelRow, SeatRow, ExpectedAgencyRow, PanelChoiceRow, SeatCandidateRow, WaitingEscalationRow]
    >(
      actor,
      undefined,
      panelsOf(actor, id),
      seatsOf(actor, id),
      agenciesOfPanel(actor, id),
      allPanels(),
      seatCandidates(actor, id),
      escalationsWaiting(),
    );
    if (!panel) throw new NotFound();
    const mayChange = this.rules.may(actor, 'change', 'Panel', { accessKeys: [panel.id] });
    const own = waiting.filter((row) => row.panel_id === panel.id);
    return { panel, seats, agencies, panels, candidates, waiting: own, mayChange };
  }
}
