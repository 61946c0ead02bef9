import { Injectable } from '@nestjs/common';
import { IssueReport, PublishReport } from './issue-report';
import { MakeReport } from './make-report';
import { ReleasePublication } from './release-publication';
import { WriteNarrative } from './write-narrative';

/** What people do with a report. */
@Injectable()
export class ReportVerbs {
  constructor(
    readonly make: MakeReport,
    readonly write: WriteNarrative,
    readonly issue: IssueReport,
    readonly publish: PublishReport,
    readonly release: ReleasePublication,
  ) {}
}
