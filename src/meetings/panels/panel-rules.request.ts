import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { RULED_REASONS, type AgendaRule, type RuledReason } from '../domain/agenda';
import { checked } from '../../platform/http';
import { Invalid } from '../../shared/errors';
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

/** On a page an empty list of boxes is not sent; a program says that it means one. */
const LISTS = ['quorumKinds', 'agendaReasons', 'decisions', 'agencyIds'] as const;

/** @throws Invalid for a list that is left out, which would be read as an empty one */
export function withLists(body: unknown): PanelRulesRequest {
  const asked = checked(PanelRulesRequest, body);
  const given: object = typeof body === 'object' && body !== null ? body : {};
  const problems = LISTS.filter((list) => !(list in given)).map((field) => ({
    field,
    message: `Give ${field}, [] for none`,
  }));
  if (problems.length > 0) throw new Invalid(problems);
  return asked;
}

export const rulesAsked = ({ agendaReasons, linkedPlaces, ...rules }: PanelRulesRequest): PanelFields => ({
  ...rules,
  agendaReasons: linkedPlaces ? [...agendaReasons, 'linked_place'] : agendaReasons,
});

export const reasonsAnswered = (rules: AgendaRule[]): Pick<PanelRulesRequest, 'agendaReasons' | 'linkedPlaces'> => ({
  agendaReasons: RULED_REASONS.filter((reason) => rules.includes(reason)),
  linkedPlaces: rules.includes('linked_place'),
});
