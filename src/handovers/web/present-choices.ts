import { casePaths, fullName, PLAN_STATUS_WORDS } from '../../individuals';
import { govDate } from '../../web/format-date';
import type { TypedFields } from '../../web/page-model';
import { type Candidate, heldKey, MOST_AT_ONCE } from '../domain/held';
import { whyNot } from '../domain/may-hold';
import { doesTheSame } from '../domain/recommend';
import { KEEP } from '../choose-owners';
import { HELD_KIND_WORDS, REASON_WORDS } from '../handover-words';
import type { HandoverPreview } from '../handover-previews';
import type { Holding } from '../holdings';
import { forAnother, type LeftOut, staysWith } from '../left-out';
import { handoverPaths } from '../paths';
import { holdsWords } from './present-handovers';

/** What was typed before the form came back: `forAll` and one field a thing. */
type Typed = TypedFields<string>;

/** Who takes over each thing, the recommended person chosen already. */
export function presentChoices(preview: HandoverPreview, typed: Typed = {}) {
  const { record, things, more, leftOut, candidates } = preview;
  const usable = candidates
    .map((candidate) => ({ candidate, count: things.filter((thing) => whyNot(thing, candidate) === null).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return {
    backHref: handoverPaths.list,
    action: handoverPaths.choices(record.id),
    version: record.version,
    isOver: record.status !== 'prepared',
    resultHref: handoverPaths.one(record.id),
    title:
      record.from_user === null
        ? `Hand over the ticked ${record.action_ids.length > 0 ? 'actions' : 'cases'}`
        : `Hand over what ${record.from_user} holds`,
    reasonWords: REASON_WORDS[record.reason],
    holds: holdsWords(things),
    leftOut: leftOut.slice(0, MOST_AT_ONCE),
    moreWords:
      more > 0 ? `These are the first ${MOST_AT_ONCE}. ${more} more are left for another handover afterwards.` : null,
    forAll: [
      { value: '', text: 'The people chosen below' },
      ...usable.map(({ candidate, count }) => ({
        value: candidate.id,
        // Who may take only some is offered too: the rest is left with its holder, and known before it is tried.
        text: `${count < things.length ? `May take ${count} of ${things.length}: ` : ''}${candidateWords(candidate)}`,
        selected: candidate.id === typed['forAll'],
      })),
    ],
    cases: casesOf(things).map(({ first, own }) => ({
      heading: first.reference === null ? 'Panels' : `${caseName(first)} (${first.reference})`,
      href: first.individual_id === null ? null : casePaths.overview(first.individual_id),
      things: own.map((thing) => presentThing(thing, preview, typed)),
    })),
  };
}

function presentThing(thing: Holding, { recommended, chosen, candidates }: HandoverPreview, typed: Typed) {
  const key = heldKey(thing);
  const field = `each-${key}`;
  const best = recommended.get(key);
  const may = candidates.filter((candidate) => whyNot(thing, candidate) === null);
  const selected = typed[field] ?? chosen.get(key)?.id ?? best?.id ?? KEEP;
  return {
    field,
    label:
      thing.kind === 'action' || thing.kind === 'panel_seat'
        ? `${HELD_KIND_WORDS[thing.kind]}: ${thing.row.about ?? ''}`
        : HELD_KIND_WORDS[thing.kind],
    hint: hintOf(thing, { possible: may.length, isRecommended: best !== undefined }),
    choices: [
      ...[...may]
        .sort(
          (one, other) => placeOf(thing, one, best) - placeOf(thing, other, best) || one.openCases - other.openCases,
        )
        .map((candidate) => ({
          value: candidate.id,
          // The reason first: a select is narrow, and what stands last is cut off.
          text: `${candidate.id === best?.id ? whyBest(thing, candidate) : ''}${candidateWords(candidate)}`,
          selected: candidate.id === selected,
        })),
      { value: KEEP, text: `Leave with ${thing.row.holder}`, selected: selected === KEEP },
    ],
  };
}

/** The recommended one first, then those who do the same work; within them the lightest load. */
const placeOf = (thing: Holding, candidate: Candidate, best: Candidate | undefined): number =>
  candidate.id === best?.id ? 0 : doesTheSame(thing, candidate) ? 1 : 2;

function hintOf({ row }: Holding, { possible, isRecommended }: { possible: number; isRecommended: boolean }): string {
  const whoMay =
    possible === 0
      ? ' Nobody may take it over yet.'
      : isRecommended
        ? ''
        : ' Nobody of the same kind of agency and role may take it over: choose a partner, or leave it.';
  const held = `Held by ${row.holder}, ${row.agency}${row.gone ? ` (${REASON_WORDS[row.gone].toLowerCase()})` : ''}.`;
  const plan = row.plan_status ? ` Plan: ${(PLAN_STATUS_WORDS[row.plan_status] ?? '').toLowerCase()}.` : '';
  const due = row.review_due_on ?? row.due_on;
  const dueWords = due ? ` ${row.kind === 'action' ? 'Due' : 'Review to hold by'} ${govDate(due)}.` : '';
  return `${held}${plan}${dueWords}${whoMay}`;
}

const candidateWords = ({ name, agencyName, openCases }: Candidate): string =>
  `${name} (${agencyName}), ${openCases} open ${openCases === 1 ? 'case' : 'cases'}`;

const whyBest = ({ individualId }: Holding, { workedWith }: Candidate): string =>
  individualId !== null && workedWith.includes(individualId)
    ? 'Recommended, has worked with them: '
    : 'Recommended, has the fewest cases of those who do the same work: ';

function casesOf(things: Holding[]) {
  return [...new Set(things.map(({ individualId }) => individualId))].flatMap((id) => {
    const own = things.filter(({ individualId }) => individualId === id);
    return own[0] ? [{ first: own[0].row, own }] : [];
  });
}

const caseName = (row: Holding['row']): string =>
  fullName({
    given_name: row.given_name ?? '',
    family_name: row.family_name ?? '',
    preferred_name: row.preferred_name,
  });

/** What will change, before it does. */
export function presentCheck({ record, things, chosen, leftOut, more }: HandoverPreview) {
  const moves = things.flatMap((thing) => {
    const to = chosen.get(heldKey(thing));
    return to ? [{ thing, to }] : [];
  });
  return {
    backHref: handoverPaths.choices(record.id),
    changeHref: handoverPaths.choices(record.id),
    action: handoverPaths.confirmation(record.id),
    version: record.version,
    isOver: record.status !== 'prepared',
    resultHref: handoverPaths.one(record.id),
    rows: moves.map(({ thing, to }) => ({
      about: thing.row.reference ?? thing.row.about ?? '',
      what: HELD_KIND_WORDS[thing.kind],
      detail: thing.kind === 'action' ? thing.row.about : null,
      from: thing.row.holder,
      to: `${to.name}, ${to.agencyName}`,
    })),
    leavesAgency: moves.some(({ thing, to }) => to.agencyId !== thing.agencyId),
    stays: staysOf({ things, chosen, leftOut, more }),
  };
}

/** Everything in the reader's sight that this handover does not move, each with the reason. */
const staysOf = ({
  things,
  chosen,
  leftOut,
  more,
}: Pick<HandoverPreview, 'things' | 'chosen' | 'leftOut' | 'more'>): LeftOut[] => [
  ...things.filter((thing) => !chosen.get(heldKey(thing))).map((thing) => staysWith(thing, chosen.has(heldKey(thing)))),
  ...leftOut,
  ...forAnother(more),
];

export type ChoicesModel = ReturnType<typeof presentChoices>;
export type CheckModel = ReturnType<typeof presentCheck>;
