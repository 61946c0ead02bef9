import { Transform } from 'class-transformer';
import { Matches } from 'class-validator';
import type { Tier } from '../../individuals';
import { ApprovalDecisionRequest } from './approval-decision.request';

export class ApprovalRulesForm extends ApprovalDecisionRequest {
  /** No box ticked is an answer: a manager's word is the last in every tier. */
  @Transform(({ value }: { value: unknown }) => {
    const sent: unknown[] = Array.isArray(value) ? value : [value];
    return sent.filter((one) => one !== undefined && one !== '');
  })
  override tiers: Tier[] = [];

  @Matches(/^\d{1,9}$/, { message: 'Open this page again and make your change there' })
  seenNumber!: string;
}
