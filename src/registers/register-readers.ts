import type { Role } from '../platform/access';

/** Who steers, who counts and who oversees. */
export const REGISTER_READERS: Role[] = ['manager', 'panel_member', 'panel_chair', 'analyst', 'governance'];
/** Who may keep a line: which one is decided line by line. */
export const REGISTER_KEEPERS: Role[] = ['manager', 'panel_chair'];
/** Who may be responsible for a line, and so says how far it is. */
export const REGISTER_OWNERS: Role[] = ['manager', 'panel_member', 'panel_chair'];
