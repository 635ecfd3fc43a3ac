import { healthCheckResponse } from "#lib/http/health-check.ts";

export const dynamic = "force-dynamic";

export const GET = healthCheckResponse;
