import { openTestCluster } from './test-cluster';

/** Once for a run: one cluster, one migrated template that every test database is copied from. */
export default async function globalSetup(): Promise<void> {
  await openTestCluster();
}
