export { AlreadyAsked, NothingToAgreeTo, SamePerson } from './two-people.errors';
export { TwoPeopleModule } from './two-people.module';
export { DAYS_TO_AGREE, TWO_PERSON_ACTS, TwoPeople, type TwoPersonAct, type WaitingRequest } from './two-people';
