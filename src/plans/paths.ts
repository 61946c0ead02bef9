import { casePaths } from '../individuals';

/** Addresses of the pages of a plan. */
export const planPaths = {
  toApprove: '/plans',
  approvalRules: '/plan-approval-rules',
  audits: '/plan-audits',
  audit: (id: string) => `/plan-audits/${id}`,
  plan: casePaths.plan,
  needs: (id: string) => `${casePaths.plan(id)}/needs`,
  newRisk: (id: string) => `${casePaths.plan(id)}/risks/new`,
  endRisk: (id: string, riskId: string) => `${casePaths.plan(id)}/risks/${riskId}/end`,
  newGoal: (id: string) => `${casePaths.plan(id)}/goals/new`,
  goalStatus: (id: string, goalId: string) => `${casePaths.plan(id)}/goals/${goalId}/status`,
  newAction: (id: string) => `${casePaths.plan(id)}/actions/new`,
  newEntry: (id: string, section: string) => `${casePaths.plan(id)}/entries/${section}/new`,
  factor: (id: string, factorId: string) => `${casePaths.plan(id)}/factors/${factorId}`,
  newContingency: (id: string) => `${casePaths.plan(id)}/contingencies/new`,
  endContingency: (id: string, partId: string) => `${casePaths.plan(id)}/contingencies/${partId}/end`,
  newLinkedPlan: (id: string) => `${casePaths.plan(id)}/linked-plans/new`,
  endLinkedPlan: (id: string, partId: string) => `${casePaths.plan(id)}/linked-plans/${partId}/end`,
  submission: (id: string) => `${casePaths.plan(id)}/submission`,
  approval: (id: string) => `${casePaths.plan(id)}/approval`,
  return: (id: string) => `${casePaths.plan(id)}/return`,
  comparison: (id: string, number: number, other: number) =>
    `${casePaths.plan(id)}/editions/${number}/comparison/${other}`,
  print: (id: string) => `${casePaths.plan(id)}/print`,
  versionToShow: (id: string) => `${casePaths.plan(id)}/version-to-show`,
  edition: (id: string, number: number) => `${casePaths.plan(id)}/editions/${number}`,
} as const;
