import { snapshotJob } from "../snapshot-job.ts";
import table from "../tables/recipes.ts";

export default snapshotJob("recipes", table);
