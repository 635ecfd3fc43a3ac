import type { Database } from "../../database/client.ts";
import { ABOUT, PLATFORM_MEASURES, type PlatformMeasure, type PlatformTrigger } from "./measures.ts";

/** One Recipe per measure: the same ids in every installation, so that whoever comes second makes none. */
const IDS: Record<PlatformMeasure, string> = {
  evaluation_behind: "00000000-0000-7000-8000-000000000001",
  not_answering: "00000000-0000-7000-8000-000000000002",
  consumer_lag: "00000000-0000-7000-8000-000000000003",
  dead_letters: "00000000-0000-7000-8000-000000000004",
  under_replicated: "00000000-0000-7000-8000-000000000005",
  disk_used: "00000000-0000-7000-8000-000000000006",
  verification: "00000000-0000-7000-8000-000000000007",
  verification_age: "00000000-0000-7000-8000-000000000008",
  archive_standstill: "00000000-0000-7000-8000-000000000009",
};
const RECOVER_MINUTES = 2;

/** Makes the installation's own Recipes where they are not there yet: enabled, telling nobody. */
export async function ensurePlatformRecipes(
  database: Pick<Database, "alertRecipe">,
  now: number,
): Promise<void> {
  const at = new Date(now);
  await database.alertRecipe.createMany({
    data: PLATFORM_MEASURES.map((measure) => {
      const { name, above, forMinutes } = ABOUT[measure];
      const trigger: PlatformTrigger = { type: "platform", measure, above, for_minutes: forMinutes };
      return {
        id: IDS[measure],
        name,
        trigger: { ...trigger },
        recoverMinutes: RECOVER_MINUTES,
        createdAt: at,
        updatedAt: at,
      };
    }),
    skipDuplicates: true,
  });
}
