import type { Role } from '../../src/platform/access';

/** Those who work cases: which ones they reach is decided record by record. */
export const CASES: Role[] = ['practitioner', 'manager', 'panel_member', 'panel_chair'];
export const PLAN_WRITERS: Role[] = ['practitioner', 'manager'];
export const PANEL: Role[] = ['panel_member', 'panel_chair'];
export const EVERYONE_SIGNED_IN: Role[] = [...CASES, 'analyst', 'governance', 'administrator'];

/** What the census expects of a route: open to everybody, or to people of these roles. */
export type Routes = Record<string, 'public' | Role[]>;
