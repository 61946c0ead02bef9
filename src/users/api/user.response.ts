import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '../../platform/access';
import type { UserRow } from '../users.queries';

export class UserResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({ type: String, nullable: true }) jobTitle!: string | null;
  @ApiProperty() email!: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles!: Role[];
  @ApiProperty({ enum: ['active', 'disabled'] }) status!: 'active' | 'disabled';
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() agencyName!: string;
  @ApiProperty() version!: number;
}

export class UserDetailResponse extends UserResponse {
  @ApiProperty({ type: String, nullable: true }) disabledReason!: string | null;
}

export class UserIdResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class UserListResponse {
  @ApiProperty({ type: [UserResponse] }) items!: UserResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const userResponse = (row: UserRow): UserResponse => ({
  id: row.id,
  displayName: row.display_name,
  jobTitle: row.job_title,
  email: row.email,
  roles: row.roles,
  status: row.status,
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  version: row.version,
});
