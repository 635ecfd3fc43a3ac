import { snapshotJob } from "../snapshot-job.ts";
import table from "../tables/endpoints.ts";

export default snapshotJob("endpoints", table);
