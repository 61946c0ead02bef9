import { AGENCY_KIND_WORDS, AGENCY_KINDS } from '../../agencies';
import { REVIEW_DECISIONS } from '../../reviews';
import type { TypedFields } from '../../web/page-model';
import { AGENDA_RULES } from '../domain/agenda';
import { MODEL_CONFIDENTIALITY_STATEMENT } from '../domain/confidentiality-statement';
import { mayEscalateTo, PANEL_LEVELS, returnsDueWhen } from '../domain/panel-rules';
import { PANEL_DECISION_WORDS } from '../meeting-words';
import { meetingPaths } from '../paths';
import type { PanelPage } from './panel-pages';
import { AGENDA_RULE_WORDS, PANEL_LEVEL_WORDS } from './panel-words';
import type { NewPanelForm, PanelForm, SeatForm } from './panel.forms';
import type { PanelRow, SeatRow } from './panels.queries';
import { panelPaths } from './paths';

export const presentNewPanel = (typed: TypedFields<keyof NewPanelForm> = {}) => ({
  typed,
  action: panelPaths.list,
  levels: PANEL_LEVELS.map((value) => ({ value, text: PANEL_LEVEL_WORDS[value] })),
  backHref: panelPaths.list,
});

export type NewPanelModel = ReturnType<typeof presentNewPanel>;

export const presentPanels = (panels: PanelRow[], mayAdd: boolean) => ({
  addHref: mayAdd ? panelPaths.add : undefined,
  panels: panels.map((panel) => ({
    name: panel.name,
    abbreviation: panel.abbreviation,
    levelWords: PANEL_LEVEL_WORDS[panel.level],
    everyWords: everyWords(panel.meets_every_days),
    href: panelPaths.panel(panel.id),
  })),
  backHref: meetingPaths.list,
});

export type PanelsModel = ReturnType<typeof presentPanels>;

/** One panel: who sits on it by agency, and the rules it works by. */
export function presentPanel(page: PanelPage, typed: TypedFields<keyof SeatForm> = {}) {
  const { panel, agencies, mayChange } = page;
  return {
    name: panel.name,
    levelWords: PANEL_LEVEL_WORDS[panel.level],
    facts: factsOf(page),
    waiting: page.waiting.map((row) => ({ from: row.from_panel, since: row.made_at })),
    planHref: meetingPaths.add,
    agencies: tableByAgency(page),
    notExpected: agencies.filter((one) => one.expected_id === null).map((one) => one.agency),
    statement: panel.confidentiality_statement ?? MODEL_CONFIDENTIALITY_STATEMENT,
    mayChange,
    rulesHref: panelPaths.rules(panel.id),
    seatsHref: panelPaths.seats(panel.id),
    candidates: [
      { value: '', text: 'Select a person', selected: !typed.userId },
      ...page.candidates.map(({ id, name, agency }) => ({
        value: id,
        text: `${name}, ${agency}`,
        selected: id === typed.userId,
      })),
    ],
    hasCandidates: page.candidates.length > 0,
    isDeputy: typed.isDeputy === 'yes',
    backHref: panelPaths.list,
  };
}

export type PanelModel = ReturnType<typeof presentPanel>;

const everyWords = (days: number): string =>
  days % 7 === 0 ? (days === 7 ? 'Every week' : `Every ${days / 7} weeks`) : `Every ${days} days`;

function factsOf({ panel }: PanelPage): { term: string; text: string }[] {
  return [
    { term: 'Meets', text: `${everyWords(panel.meets_every_days)}, for ${panel.meeting_minutes} minutes` },
    { term: 'Ages', text: `${panel.youngest_age} to ${panel.oldest_age}` },
    { term: 'Quorum', text: listed(panel.quorum_kinds.map((kind) => AGENCY_KIND_WORDS[kind])) },
    { term: 'Escalates to', text: panel.escalates_to_name ?? 'No other panel' },
    { term: 'Returns', text: `Due ${returnsDueWhen(panel.returns_days_before)}` },
    { term: 'Action list', text: `Within ${panel.actions_within_hours} hours of closing` },
    { term: 'Minutes', text: `Within ${panel.minutes_within_working_days} working days of the meeting` },
    {
      term: 'Reaches the agenda by itself',
      text: listed(
        AGENDA_RULES.filter((one) => panel.agenda_reasons.includes(one)).map((one) => AGENDA_RULE_WORDS[one]),
      ),
    },
    { term: 'May decide', text: listed(panel.decisions.map((decision) => PANEL_DECISION_WORDS[decision])) },
  ];
}

const listed = (words: string[]): string => (words.length === 0 ? 'Nothing' : words.join('; '));

/** Every agency with a seat or expected, and who sits for it: an expected agency with no seat stands out. */
function tableByAgency({ agencies, seats, panel }: PanelPage) {
  return agencies
    .filter((one) => one.expected_id !== null || seats.some((seat) => seat.agency_id === one.agency_id))
    .map((one) => ({
      name: one.agency,
      kindWords: AGENCY_KIND_WORDS[one.agency_kind],
      isExpected: one.expected_id !== null,
      isOfQuorum: panel.quorum_kinds.includes(one.agency_kind),
      seats: seats.filter((seat) => seat.agency_id === one.agency_id).map((seat) => presentSeat(panel.id, seat)),
    }));
}

const presentSeat = (panelId: string, seat: SeatRow) => ({
  name: seat.name,
  words: [seat.is_chair ? 'chair' : '', seat.is_deputy ? 'deputy' : '', seat.job_title ?? '']
    .filter((word) => word !== '')
    .join(', '),
  endHref: panelPaths.seatEnding(panelId, seat.id),
});

/** The form of a panel's rules, with what was typed when it comes back. */
export function presentRules(page: PanelPage, body: Record<string, unknown> | null) {
  const { panel } = page;
  const typed: TypedFields<keyof PanelForm> = body ?? {
    name: panel.name,
    abbreviation: panel.abbreviation,
    level: panel.level,
    escalatesTo: panel.escalates_to ?? '',
    youngestAge: panel.youngest_age,
    oldestAge: panel.oldest_age,
    meetsEveryDays: panel.meets_every_days,
    meetingMinutes: panel.meeting_minutes,
    quorumKinds: panel.quorum_kinds,
    agendaReasons: panel.agenda_reasons,
    decisions: panel.decisions,
    actionsWithinHours: panel.actions_within_hours,
    minutesWithinWorkingDays: panel.minutes_within_working_days,
    returnsDaysBefore: panel.returns_days_before,
    confidentialityStatement: panel.confidentiality_statement ?? '',
    agencyIds: page.agencies.filter((one) => one.expected_id !== null).map((one) => one.agency_id),
  };
  return {
    typed,
    version: body?.['version'] ?? panel.version,
    action: panelPaths.rules(panel.id),
    backHref: panelPaths.panel(panel.id),
    panelName: panel.name,
    modelStatement: MODEL_CONFIDENTIALITY_STATEMENT,
    levels: PANEL_LEVELS.map((value) => ({ value, text: PANEL_LEVEL_WORDS[value] })),
    panels: [
      { value: '', text: 'No other panel', selected: !typed.escalatesTo },
      ...page.panels
        .filter((one) => one.id !== panel.id && mayEscalateTo(panel.level, one.level))
        .map(({ id, name }) => ({ value: id, text: name, selected: id === typed.escalatesTo })),
    ],
    quorum: boxes(
      AGENCY_KINDS.filter((kind) => kind !== 'partnership'),
      (kind) => AGENCY_KIND_WORDS[kind],
      typed.quorumKinds,
    ),
    reasons: boxes(AGENDA_RULES, (reason) => AGENDA_RULE_WORDS[reason], typed.agendaReasons),
    decisions: boxes(REVIEW_DECISIONS, (decision) => PANEL_DECISION_WORDS[decision], typed.decisions),
    agencies: boxes(
      page.agencies.map((one) => one.agency_id),
      (id) => page.agencies.find((one) => one.agency_id === id)?.agency ?? '',
      typed.agencyIds,
    ),
  };
}

export type PanelRulesModel = ReturnType<typeof presentRules>;

function boxes<Value extends string>(values: readonly Value[], words: (value: Value) => string, chosen: unknown) {
  const ticked: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
  return values.map((value) => ({ value, text: words(value), checked: ticked.includes(value) }));
}
