import { type Actor, requireStaff } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import { platformCondition } from "./measures.ts";
import { platformTrigger } from "./trigger.ts";

interface Change {
  id: string;
  /** In the unit of its measure. */
  above: number;
  for_minutes: number;
  enabled: boolean;
}

/**
 * Sets when one of the installation's own Recipes fires; needs `platform-alerts:write`. Another threshold begins anew:
 * an open incident ends. Throws `bad_request` on `above` for one that no figure can exceed.
 */
export async function changePlatformAlert(
  { database, clock }: MemberDeps,
  actor: Actor,
  { id, above, for_minutes, enabled }: Change,
): Promise<void> {
  requireStaff(actor, "platform-alerts:write");
  const now = clock.now();
  await database.$transaction(async (tx) => {
    await tx.$queryRaw`select from alert_recipes where id = ${id}::uuid for update`;
    const row = await tx.alertRecipe.findFirst({ where: { id, channelSlug: null } });
    const before = platformTrigger.safeParse(row?.trigger);
    if (row === null || !before.success) throw new AppError("not_found", "There is no such alert Recipe.");
    const trigger = platformTrigger.safeParse({ ...before.data, above, for_minutes });
    if (!trigger.success) {
      const [issue] = trigger.error.issues;
      const field = String(issue?.path[0] ?? "above");
      throw new AppError("bad_request", `This ${issue?.message ?? "is wrong"}.`, { field });
    }
    const other = before.data.above !== above || before.data.for_minutes !== for_minutes;
    if (!other && row.enabled === enabled) return;
    await tx.alertRecipe.update({
      where: { id },
      data: {
        trigger: { ...trigger.data },
        enabled,
        updatedAt: new Date(now),
        ...(other ? { revision: { increment: 1 } } : {}),
      },
    });
    await writeAudit(tx, now, actor, {
      action: "platform_alert.update",
      subject: row.name,
      detail: { enabled, condition: platformCondition(trigger.data) },
    });
  });
}
