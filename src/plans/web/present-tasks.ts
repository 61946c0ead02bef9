import { casePaths } from '../../individuals';
import type { PlanBody } from '../domain/plan-content';
import { ENTRY_SECTIONS, type EntrySection } from '../domain/plan-vocabulary';
import { SECTION_WORDS } from '../domain/plan-words';
import { type Missing, missingFrom, type PlanPart } from '../domain/readiness';
import { planPaths } from '../paths';

interface Task {
  title: string;
  href: string;
  part?: PlanPart;
  isRecorded: boolean;
}

/** The sections of a plan that is not live yet, each with how it stands, as a GOV.UK task list. */
export function presentTasks(body: PlanBody, individualId: string, isEditable: boolean) {
  const missing = new Set(missingFrom(body).map((one) => one.part));
  return tasksOf(body, individualId).map((task) => ({
    title: { text: task.title },
    href: isEditable ? task.href : undefined,
    status: statusOf(task, missing),
  }));
}

/** What is missing, each with the page that mends it. */
export const presentMissing = (missing: Missing[], individualId: string, isEditable: boolean) =>
  missing.map(({ part, message }) => ({ text: message, href: isEditable ? mendHref(part, individualId) : undefined }));

function mendHref(part: PlanPart, id: string): string {
  switch (part) {
    case 'people':
      return casePaths.people(id);
    case 'needs':
      return planPaths.needs(id);
    case 'goals':
      return planPaths.newGoal(id);
    case 'actions':
      return planPaths.newAction(id);
    case 'voice':
      return planPaths.newEntry(id, 'voice');
  }
}

function tasksOf(body: PlanBody, id: string): Task[] {
  const entry = (section: EntrySection): Task => ({
    title: SECTION_WORDS[section],
    href: planPaths.newEntry(id, section),
    part: section === 'voice' ? 'voice' : undefined,
    isRecorded: body.entries.some((candidate) => candidate.section === section),
  });
  const [why, worries, well, safety, ...last] = ENTRY_SECTIONS.map(entry);
  return [
    { title: 'Lead professional and plan owner', href: casePaths.people(id), part: 'people', isRecorded: true },
    ...[why, worries, well].flatMap((task) => task ?? []),
    { title: 'Needs', href: planPaths.needs(id), part: 'needs', isRecorded: body.needs.length > 0 },
    { title: 'Risks', href: planPaths.newRisk(id), isRecorded: body.risks.length > 0 },
    { title: 'Goals', href: planPaths.newGoal(id), part: 'goals', isRecorded: body.goals.length > 0 },
    { title: 'Actions', href: planPaths.newAction(id), part: 'actions', isRecorded: body.actions.length > 0 },
    {
      title: 'If this, then that',
      href: planPaths.newContingency(id),
      isRecorded: (body.contingencies ?? []).length > 0,
    },
    ...[safety].flatMap((task) => task ?? []),
    ...last,
    {
      title: 'Plans that live elsewhere',
      href: planPaths.newLinkedPlan(id),
      isRecorded: (body.linkedPlans ?? []).length > 0,
    },
  ];
}

function statusOf(task: Task, missing: Set<PlanPart>) {
  if (task.part !== undefined && missing.has(task.part)) {
    return { tag: { text: 'Needed', classes: 'govuk-tag--yellow' } };
  }
  if (task.isRecorded) return { text: 'Written' };
  return { tag: { text: 'Not recorded', classes: 'govuk-tag--grey' } };
}
