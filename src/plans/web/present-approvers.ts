import type { ApproverRow } from '../plan-approvers.queries';

const NAMED = 4;

/** Who can approve it: nobody approves what they sent, and where nobody else may, somebody must be named first. */
export function approversWords(rows: readonly ApproverRow[], isSent: boolean): string {
  if (rows.length === 0) {
    const first = isSent
      ? 'No manager can approve this plan but who sent it'
      : 'No manager but you could approve this plan';
    return `${first}, and nobody approves their own. Name somebody of another agency on the case, whose managers then can, or ask an administrator for another manager.`;
  }
  const names = rows.slice(0, NAMED).map(({ name, agencyName }) => `${name} (${agencyName})`);
  const more = rows.length > NAMED ? [`${rows.length - NAMED} more`] : [];
  return `${isSent ? 'It can be approved by' : 'Once sent, it can be approved by'} ${[...names, ...more].join(', ')}.`;
}
