import { intakeRoute } from "#lib/http/intake-route.ts";
import { interactionIntake } from "#lib/interactions/intake.ts";

export const POST = intakeRoute(interactionIntake);
