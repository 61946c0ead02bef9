import { hasRole, type Policy } from '../platform/access';

/** A coordinator uploads; what is uploaded is theirs alone until it is confirmed, and its people are the panel's afterwards. */
export const importPolicy: Policy = (actor, rules) => {
  if (!hasRole(actor, 'panel_chair')) return;
  rules.can('upload', 'Import');
  rules.can(['read', 'change', 'confirm', 'abandon'], 'Import', { uploadedBy: actor.userId });
};
