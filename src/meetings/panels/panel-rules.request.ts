import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { RULED_REASONS, type AgendaRule, type RuledReason } from '../domain/agenda';
import { PanelFields } from './panel.fields';

const LINKED = 'Say in linkedPlaces whether places and groups that three cases are linked to reach the agenda';

/**
 * The rules of a panel in the API. Whether linked places reach the agenda is asked by itself: a program that knows only the reasons of
 * before would switch it off by leaving it out of their list, in silence.
 */
export class PanelRulesRequest extends PanelFields {
  @ApiProperty({ enum: RULED_REASONS, isArray: true, description: 'Why a case reaches the agenda' })
  @IsIn(RULED_REASONS, { each: true, message: `Select from the list what reaches the agenda. ${LINKED}` })
  declare agendaReasons: RuledReason[];

  @ApiProperty({ description: 'Whether places and groups that three cases are linked to reach the agenda' })
  @IsBoolean({ message: LINKED })
  linkedPlaces!: boolean;
}

export const rulesAsked = ({ agendaReasons, linkedPlaces, ...rules }: PanelRulesRequest): PanelFields => ({
  ...rules,
  agendaReasons: linkedPlaces ? [...agendaReasons, 'linked_place'] : agendaReasons,
});

export const reasonsAnswered = (rules: AgendaRule[]): Pick<PanelRulesRequest, 'agendaReasons' | 'linkedPlaces'> => ({
  agendaReasons: RULED_REASONS.filter((reason) => rules.includes(reason)),
  linkedPlaces: rules.includes('linked_place'),
});
