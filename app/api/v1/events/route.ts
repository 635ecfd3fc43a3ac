import { apiRequestIntake } from "#lib/events/ingest/api-requests.ts";
import { intakeRoute } from "#lib/http/intake-route.ts";

export const POST = intakeRoute(apiRequestIntake);
