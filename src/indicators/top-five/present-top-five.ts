import { casePaths } from '../../individuals';
import { ageOn } from '../../shared/age';
import { type Day, dayInWords } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import { quarterOf, quarterWords } from '../domain/quarter';
import { figurePaths } from '../paths';
import { isRepeat, rankingScore } from './candidates';
import { PLACES } from './confirm-top-five';
import type { CandidateRow, ListedRow, ListRow } from './top-five.queries';

interface Asked {
  candidates: CandidateRow[];
  lists: ListRow[];
  people: ListedRow[];
  today: Day;
  mayConfirm: boolean;
  typed: Record<string, unknown>;
}

const KIND_WORDS = { arrest: 'arrest', weapon_find: 'weapon found' };

/** The list of the quarter, those before it, and whom to choose from with what the order rests on. */
export function presentTopFive({ candidates, lists, people, today, mayConfirm, typed }: Asked) {
  const quarter = quarterOf(today);
  const ranked = candidates
    .map((row) => ({ row, score: rankingScore(row.events, today) }))
    .sort((a, b) => b.score - a.score || (a.row.reference < b.row.reference ? -1 : 1));
  const isConfirmed = lists.some((list) => list.period_until === quarter.until);
  const presented = ranked.map(({ row, score }) => ({
    name: row.name,
    reference: row.reference,
    href: casePaths.overview(row.id),
    score,
    events: row.events.map(({ kind, happenedOn }) => `${KIND_WORDS[kind]} ${dayInWords(happenedOn)}`),
    isRepeat: isRepeat(row.events, today),
    isChild: row.date_of_birth !== null && ageOn(row.date_of_birth, today) < 18,
    isExperiencing: row.is_experiencing,
  }));
  return {
    backHref: figurePaths.all,
    quarterWords: quarterWords(quarter),
    isConfirmed,
    lists: lists.map((list) => ({
      title: quarterWords(quarterOf(list.period_until)),
      confirmedBy: list.confirmed_by,
      confirmedAt: list.confirmed_at,
      people: people
        .filter(({ list_id: id }) => id === list.id)
        .map((one) => ({ ...one, href: casePaths.overview(one.individual_id) })),
    })),
    candidates: presented,
    withEvents: presented.filter(({ events }) => events.length > 0),
    action: mayConfirm && !isConfirmed && ranked.length > 0 ? figurePaths.topFive : undefined,
    places: Array.from({ length: PLACES }, (_, at) => at + 1).map((place) => ({
      place,
      reason: typedText(typed[`reason-${place}`]),
      items: [
        { value: '', text: 'Nobody' },
        ...ranked.map(({ row }) => ({
          value: row.id,
          text: `${row.name}, ${row.reference}`,
          selected: typed[`person-${place}`] === row.id,
        })),
      ],
    })),
    childFirst: typed['childFirst'] === 'yes',
  };
}

export type TopFiveModel = ReturnType<typeof presentTopFive>;
