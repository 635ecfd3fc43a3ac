import { snapshotJob } from "../snapshot-job.ts";
import table from "../tables/connections.ts";

export default snapshotJob("connections", table);
