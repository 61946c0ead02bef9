export { Assign, type NewAssignment } from './assign';
export { ASSIGNMENT_KIND_WORDS, ASSIGNMENT_KINDS, type AssignmentKind } from './assignment-words';
export { AssignmentsModule } from './assignments.module';
export { type AssignmentEnding, EndAssignment } from './end-assignment';
export { type AssignmentRow } from './assignments.queries';
export { CaseAssignments } from './case-assignments';
export { type AssignmentReturn, ReturnAssignment } from './return-assignment';
