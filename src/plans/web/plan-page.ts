import { Injectable } from '@nestjs/common';
import {
  type CaseHeader,
  CaseHeaders,
  caseLayoutModel,
  casePaths,
  PLAN_STATUS_WORDS,
  planDueOn,
} from '../../individuals';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { changesSince } from '../domain/plan-changes';
import { readByAll } from '../domain/plan-content';
import { isAwaiting, type PlanStatus } from '../domain/plan-vocabulary';
import { missingFrom } from '../domain/readiness';
import { planPaths } from '../paths';
import { latestBands, type LatestBandsRow } from '../latest-bands.queries';
import { type ApproverRow, planApprovers } from '../plan-approvers.queries';
import { lastPlanAudit, type PlanAuditRow } from '../plan-audits.queries';
import { type PlanContent, PlanContents } from '../plan-contents';
import { presentLastAudit } from './present-last-audit';
import { presentBody } from './present-body';
import { approversWords } from './present-approvers';
import { presentMissing, presentTasks } from './present-tasks';
import { hasActiveRisk, unstatedRisk } from './present-unstated-risk';

export interface LoadedPlan {
  header: CaseHeader;
  plan: PlanContent;
}

export const STATUS_CLASSES: Record<PlanStatus, string> = {
  draft: 'govuk-tag--yellow',
  awaiting_approval: 'govuk-tag--blue',
  awaiting_panel: 'govuk-tag--blue',
  live: 'govuk-tag--green',
  closed: 'govuk-tag--grey',
};

/** What the pages of a plan are made of. */
@Injectable()
export class PlanPage {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly contents: PlanContents,
    private readonly rules: AccessRules,
    private readonly reader: Reader,
  ) {}

  /** Writes the audit row of the reading. @throws NotFound for a case that is not the actor's to see */
  async load(actor: Actor, individualId: string): Promise<{ header: CaseHeader; plan: PlanContent | null }> {
    const header = await this.headers.load(actor, individualId, 'plan.read');
    return { header, plan: await this.contents.ofCase(actor, individualId) };
  }

  /** What the plan says now that its standing edition did not. */
  async changes(actor: Actor, plan: PlanContent): Promise<string[]> {
    if (plan.currentEdition === null || plan.status === 'closed') return [];
    const standing = await this.contents.edition(actor, plan.id, plan.currentEdition);
    return standing ? changesSince(standing.content, plan) : [];
  }

  /** For those who make the plan better: whoever works the case, and whoever audits. */
  private async lastAudit(actor: Actor, plan: PlanContent) {
    const isAuditor = this.rules.may(actor, 'read', 'PlanAudit', plan);
    if (!isAuditor && !this.rules.may(actor, 'change', 'Plan', plan)) return undefined;
    const row = await this.reader.one<PlanAuditRow>(actor, undefined, lastPlanAudit(actor, plan.id));
    return row && presentLastAudit(row, isAuditor);
  }

  private async unstatedRisk(actor: Actor, plan: PlanContent): Promise<string | null> {
    if (plan.status === 'closed' || hasActiveRisk(plan)) return null;
    const bands = await this.reader.one<LatestBandsRow>(actor, undefined, latestBands(actor, plan.individualId));
    return unstatedRisk(plan, bands);
  }

  /** Who could approve what was sent, or what the reader would send. */
  private async approvers(actor: Actor, plan: PlanContent, maySubmit: boolean): Promise<string | null> {
    const isSent = plan.status === 'awaiting_approval';
    if (!isSent && !maySubmit) return null;
    const sender = isSent ? (plan.submittedById ?? actor.userId) : actor.userId;
    const rows = await this.reader.many<ApproverRow>(actor, undefined, planApprovers(actor, plan.individualId, sender));
    return approversWords(rows, isSent);
  }

  /** @param unsavedComment what an approver was writing when the plan moved on */
  async model(actor: Actor, individualId: string, unsavedComment?: string) {
    const { header, plan } = await this.load(actor, individualId);
    const isOwed = plan === null || plan.status === 'closed' || plan.currentEdition === null;
    const base = {
      ...{ ...caseLayoutModel(header, 'plan'), backHref: casePaths.overview(header.id), unsavedComment },
      whyWriteByHref: casePaths.dueDate(header.id, 'no_plan'),
      /** By when a plan must be live, while none is. */
      writeBy: isOwed && header.planOwedFrom !== null ? planDueOn(header.planOwedFrom) : null,
    };
    const startHref = this.rules.may(actor, 'start', 'Plan', header) ? planPaths.plan(header.id) : undefined;
    if (!plan) return { ...base, startHref };
    const changes = await this.changes(actor, plan);
    const missing = missingFrom(plan);
    const isOpenToChange = isEditable(plan.status) && this.rules.may(actor, 'change', 'Plan', plan);
    const isWorthSending = plan.currentEdition === null || changes.length > 0 || plan.editions.length === 0;
    const maySubmit = isOpenToChange && missing.length === 0 && isWorthSending;
    const mayDecide = isAwaiting(plan.status) && this.rules.may(actor, 'return', 'Plan', plan);
    return {
      ...base,
      plan: presentPlan(plan),
      lastAudit: await this.lastAudit(actor, plan),
      startHref: plan.status === 'closed' ? startHref : undefined,
      submitHref: maySubmit ? planPaths.submission(header.id) : undefined,
      approvalHref: mayDecide ? planPaths.approval(header.id) : undefined,
      missing: isEditable(plan.status) ? presentMissing(missing, header.id, isOpenToChange) : [],
      tasks: plan.status === 'draft' || isAwaiting(plan.status) ? presentTasks(plan, header.id, isOpenToChange) : [],
      changes,
      unstatedRisk: await this.unstatedRisk(actor, plan),
      approversWords: await this.approvers(actor, plan, maySubmit),
      body: presentBody(plan, {
        editing: isOpenToChange ? header.id : null,
        version: plan.version,
        standing: plan.status === 'closed' ? 'closed' : 'under_way',
      }),
      hasOwnAgencyActions: readByAll(plan).actions.length < plan.actions.length,
      printHref: planPaths.print(header.id),
      versionToShowHref: planPaths.versionToShow(header.id),
      editions: plan.editions.map((edition, at) => ({
        /** The newest stands; every other was superseded by the one after it. */
        supersededBy: at === 0 ? null : edition.number + 1,
        comparisonHref: at === 0 ? undefined : planPaths.comparison(header.id, edition.number, edition.number + 1),
        number: edition.number,
        approvedBy: edition.approvedBy,
        approvedAt: edition.approvedAt,
        href: planPaths.edition(header.id, edition.number),
      })),
    };
  }
}

export type PlanModel = Awaited<ReturnType<PlanPage['model']>>;

export const isEditable = (status: PlanStatus): boolean => status === 'draft' || status === 'live';

export const presentPlan = (plan: PlanContent) => ({
  version: plan.version,
  status: plan.status,
  statusWords: PLAN_STATUS_WORDS[plan.status] ?? plan.status,
  statusClasses: STATUS_CLASSES[plan.status],
  currentEdition: plan.currentEdition,
  createdBy: plan.createdBy,
  createdAt: plan.createdAt,
  submittedBy: plan.submittedBy,
  submittedAt: plan.submittedAt,
  managerApprovedBy: plan.managerApprovedBy,
  managerApprovedAt: plan.managerApprovedAt,
  approvedBy: plan.approvedBy,
  approvedAt: plan.approvedAt,
  closedAt: plan.closedAt,
  returnComment: plan.returnComment,
  returnedBy: plan.returnedBy,
  writtenOutsideOn: plan.writtenOutsideOn,
  outsideNote: plan.outsideNote,
});
