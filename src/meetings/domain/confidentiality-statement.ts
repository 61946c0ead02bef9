/** Model wording, written for this project (2-practice 2.2); a panel may have its own. */
export const MODEL_CONFIDENTIALITY_STATEMENT =
  'This meeting is held under the information-sharing agreement of the partnership. Information is shared for the ' +
  'purposes recorded on the agenda, must be necessary and proportionate, and may be used only for those purposes. ' +
  'Papers and minutes are OFFICIAL-SENSITIVE, must be kept securely, and must not be copied or passed on without the ' +
  'agreement of the agency that supplied the information and of the chair. Anyone with a conflict of interest must ' +
  'declare it now. People discussed are treated with respect and without discrimination; children are children first.';
