import { dayInWords } from '../../shared/day';
import { govDateTime } from '../../web/format-date';
import type { EntryModel } from '../room/present-entries';
import type { CaseSheetModel } from '../web/present-case-sheet';
import type { SheetLine, SheetPart } from './fit-sheet';

type Part = Omit<SheetPart, 'least'>;

const part = (least: number, { heading, isList, lines }: Part): SheetPart => ({ heading, isList, lines, least });
const list = (heading: string, lines: SheetLine[], ifNone: string): Part =>
  lines.length === 0 ? { heading, lines: [{ text: ifNone }] } : { heading, isList: true, lines };
const textOf = (text: string): SheetLine => ({ text });

/** What the sheet of a case says, in the order in which the panel reads it, before it is cut to a page. */
export function sheetParts(sheet: CaseSheetModel): SheetPart[] {
  const { room, decidedBefore } = sheet;
  return [
    part(3, { lines: [textOf(personWords(sheet))] }),
    part(4, list('Why here', [...sheet.why, ...room.saidBefore].map(textOf), 'Added to the agenda.')),
    part(4, { lines: asked(sheet) }),
    part(6, { heading: 'What the referral says', lines: referralLines(sheet) }),
    part(3, {
      heading: 'Last time at this panel',
      lines: decidedBefore ? [beforeLine(decidedBefore)] : [],
    }),
    part(4, list('Bands, now and then', bandLines(sheet), 'Not screened yet.')),
    part(4, { heading: 'In their own voice', lines: [textOf(sheet.voice?.text ?? 'Not recorded yet.')] }),
    part(4, list('Plan', planLines(sheet), sheet.plan ? 'It says nothing yet.' : 'Nobody has written a plan.')),
    ...actionParts(sheet),
    part(4, list('What each agency brings', returnLines(sheet), room.noneWords)),
    part(2, { lines: missingLines(sheet) }),
    part(3, { heading: 'Written down at the meeting', isList: true, lines: room.entries.map(entryLine) }),
  ];
}

function personWords({ individual }: CaseSheetModel): string {
  const { dateOfBirth, age, nextReviewDueOn, leadWords, ownerWords } = individual;
  const born = dateOfBirth === null ? 'Date of birth not recorded' : `Born ${dayInWords(dateOfBirth)}`;
  return [
    `${born}${dateOfBirth === null || age === null ? '' : ` (${age})`}`,
    individual.tierWords,
    individual.roleWords,
    `Lead professional: ${leadWords}`,
    `Plan owner: ${ownerWords}`,
    nextReviewDueOn === null ? 'No review is scheduled.' : `Next review due ${dayInWords(nextReviewDueOn)}.`,
  ].join('. ');
}

/** What is asked of the panel: by the panel that passed the case on, else by whoever works it; and the transfer that waits. */
function asked({ passedOn, room, transfer }: CaseSheetModel): SheetLine[] {
  const own = room.question.trim() === '' ? [] : [{ before: 'The question for the panel:', text: room.question }];
  return [
    ...(passedOn ? [{ before: `${passedOn.from} asks:`, text: `${passedOn.question} ${passedOn.rationale}` }] : own),
    ...(transfer ? [{ before: `A transfer waits for the panel. ${transfer.words}.`, text: transfer.why }] : []),
  ];
}

function referralLines({ referral }: CaseSheetModel): SheetLine[] {
  if (referral === null) return [];
  const happened = referral.happenedOn === null ? '' : ` It happened on ${dayInWords(referral.happenedOn)}.`;
  return [
    { before: `${referral.reference}, ${dayInWords(referral.on)}.${happened}`, text: referral.texts.join(' ') },
    { before: `Accepted on ${dayInWords(referral.acceptedOn)}:`, text: referral.acceptedWhy },
  ];
}

const beforeLine = (before: NonNullable<CaseSheetModel['decidedBefore']>): SheetLine => ({
  before: `${dayInWords(before.heldOn)}: ${before.decisionWords}.`,
  text: `${before.rationale}${before.dissent ? ` A view that differed: ${before.dissent}` : ''}`,
  after: `${before.openWords}.`,
});

const bandLines = ({ bands }: CaseSheetModel): SheetLine[] =>
  bands.nowOn === null ? [] : bands.rows.map(bandWords).map(textOf);

function bandWords({ kind, now, nowBy, then, thenBy, isFirst }: CaseSheetModel['bands']['rows'][number]): string {
  return `${kind}: ${now} now${nowBy}; ${isFirst ? 'no earlier screening' : `${then} then${thenBy}`}`;
}

const afterOf = ({ isNotApproved }: { isNotApproved: boolean }): Pick<SheetLine, 'after'> =>
  isNotApproved ? { after: '(not yet approved)' } : {};

function planLines({ plan }: CaseSheetModel): SheetLine[] {
  if (plan === null) return [];
  return [
    ...plan.needs.map((need) => ({
      before: `${need.statusWords}: ${need.words}${need.detail ? '.' : ''}`,
      text: need.detail,
      ...afterOf(need),
    })),
    ...plan.risks.map((risk) => ({ before: `${risk.levelWords} risk:`, text: risk.factor, ...afterOf(risk) })),
    ...plan.goals.map((goal) => ({
      before: 'Goal:',
      text: goal.wording ? `“${goal.words}”: ${goal.wording}` : `“${goal.words}”`,
      ...afterOf(goal),
    })),
  ];
}

/** What is open, soonest first; what is closed as far as there is room. */
function actionParts({ actions }: CaseSheetModel): SheetPart[] {
  const heading = `Actions: ${actions.open.length} open, ${actions.overdueCount} overdue, ${actions.closedCount} closed`;
  const open = actions.open.map(({ dueOn, isOverdue, description, owner, agency }) => ({
    before: `${dayInWords(dueOn)}${isOverdue ? ', overdue' : ''}:`,
    text: description,
    after: `(${owner}, ${agency})`,
  }));
  const closed = actions.closed.map(({ statusWords, description, owner }) => ({
    before: `${statusWords}:`,
    text: description,
    after: `(${owner})`,
  }));
  return [part(4, list(heading, open, 'None is open.')), part(0, { isList: true, lines: closed })];
}

const returnLines = ({ room }: CaseSheetModel): SheetLine[] => [
  ...room.returns.map(entryLine),
  ...room.keptReturns.map(textOf),
];

const missingLines = ({ room }: CaseSheetModel): SheetLine[] =>
  room.missingReturns.length === 0 ? [] : [{ before: 'No return from:', text: `${room.missingReturns.join(', ')}.` }];

/** An entry in one line: whose information it is, and for whom. */
export const entryLine = (one: EntryModel): SheetLine => ({
  text: one.text,
  after: `(${one.kindWords}. ${one.author}, ${one.agency}, ${govDateTime(one.at)}${one.isLate ? ', late' : ''}${
    one.keptTo ? `, ${one.keptTo.toLowerCase()}` : ''
  }${one.corrects ? `. Corrects “${one.corrects}”` : ''})`,
});

export const entryWords = (one: EntryModel): string => `${one.text} ${entryLine(one).after ?? ''}`;
