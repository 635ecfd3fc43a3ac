-- CreateTable
CREATE TABLE "destinations" (
    "id" UUID NOT NULL,
    "channel_slug" TEXT,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "confirm_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "removed_at" TIMESTAMPTZ(3),
    "last_delivered_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "destinations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_recipes" (
    "id" UUID NOT NULL,
    "channel_slug" TEXT,
    "name" TEXT NOT NULL,
    "trigger" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "recommended" BOOLEAN NOT NULL DEFAULT false,
    "muted_until" TIMESTAMPTZ(3),
    "schedule" JSONB,
    "remind_minutes" INTEGER,
    "recover_minutes" DOUBLE PRECISION NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_recipes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_actions" (
    "id" UUID NOT NULL,
    "recipe_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "destination_id" UUID NOT NULL,
    "failover_destination_id" UUID,

    CONSTRAINT "alert_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_states" (
    "recipe_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "machine" JSONB NOT NULL DEFAULT '{}',
    "value" DOUBLE PRECISION,
    "evaluated_to" TIMESTAMPTZ(3),
    "error" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "evaluator" TEXT,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "alert_states_pkey" PRIMARY KEY ("recipe_id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "recipe_id" UUID,
    "recipe_name" TEXT NOT NULL,
    "channel_slug" TEXT,
    "trigger" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "recovered_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "notified_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "planned" BOOLEAN NOT NULL DEFAULT false,
    "worst" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "title" TEXT NOT NULL,
    "impact" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_transitions" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION,
    "message" JSONB NOT NULL,

    CONSTRAINT "incident_transitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_notes" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "staff" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "incident_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "transition_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "destination_id" UUID NOT NULL,
    "failover_id" UUID,
    "failover_of_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "status_code" INTEGER,
    "detail" TEXT NOT NULL,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "planned_downtimes" (
    "id" UUID NOT NULL,
    "channel_slug" TEXT NOT NULL,
    "endpoint" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "planned_downtimes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "destinations_channel_slug_idx" ON "destinations"("channel_slug");

-- CreateIndex
CREATE INDEX "destinations_created_by_id_idx" ON "destinations"("created_by_id");

-- CreateIndex
CREATE INDEX "alert_recipes_created_by_id_idx" ON "alert_recipes"("created_by_id");

-- CreateIndex
-- The installation's own have no Channel, and their names differ all the same.
CREATE UNIQUE INDEX "alert_recipes_channel_slug_name_key" ON "alert_recipes"("channel_slug", "name") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "alert_actions_destination_id_idx" ON "alert_actions"("destination_id");

-- CreateIndex
CREATE INDEX "alert_actions_failover_destination_id_idx" ON "alert_actions"("failover_destination_id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_actions_recipe_id_destination_id_key" ON "alert_actions"("recipe_id", "destination_id");

-- CreateIndex
CREATE UNIQUE INDEX "incidents_number_key" ON "incidents"("number");

-- CreateIndex
CREATE INDEX "incidents_channel_slug_started_at_idx" ON "incidents"("channel_slug", "started_at");

-- CreateIndex
CREATE INDEX "incidents_recipe_id_started_at_idx" ON "incidents"("recipe_id", "started_at");

-- CreateIndex
CREATE INDEX "incident_transitions_recorded_at_idx" ON "incident_transitions"("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "incident_transitions_incident_id_sequence_key" ON "incident_transitions"("incident_id", "sequence");

-- CreateIndex
CREATE INDEX "incident_notes_incident_id_at_idx" ON "incident_notes"("incident_id", "at");

-- CreateIndex
CREATE INDEX "incident_notes_author_id_idx" ON "incident_notes"("author_id");

-- CreateIndex
CREATE INDEX "deliveries_incident_id_idx" ON "deliveries"("incident_id");

-- CreateIndex
CREATE INDEX "deliveries_destination_id_created_at_idx" ON "deliveries"("destination_id", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_status_next_attempt_at_idx" ON "deliveries"("status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_transition_id_destination_id_key" ON "deliveries"("transition_id", "destination_id");

-- CreateIndex
CREATE INDEX "planned_downtimes_channel_slug_ends_at_idx" ON "planned_downtimes"("channel_slug", "ends_at");

-- CreateIndex
CREATE INDEX "planned_downtimes_created_by_id_idx" ON "planned_downtimes"("created_by_id");

-- AddForeignKey
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_recipes" ADD CONSTRAINT "alert_recipes_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_recipes" ADD CONSTRAINT "alert_recipes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_actions" ADD CONSTRAINT "alert_actions_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "alert_recipes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_actions" ADD CONSTRAINT "alert_actions_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_actions" ADD CONSTRAINT "alert_actions_failover_destination_id_fkey" FOREIGN KEY ("failover_destination_id") REFERENCES "destinations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_states" ADD CONSTRAINT "alert_states_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "alert_recipes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "alert_recipes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_transitions" ADD CONSTRAINT "incident_transitions_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_notes" ADD CONSTRAINT "incident_notes_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_notes" ADD CONSTRAINT "incident_notes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_transition_id_fkey" FOREIGN KEY ("transition_id") REFERENCES "incident_transitions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_downtimes" ADD CONSTRAINT "planned_downtimes_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planned_downtimes" ADD CONSTRAINT "planned_downtimes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "destinations" ADD CONSTRAINT "destinations_type_known" CHECK ("type" IN ('webhook', 'slack', 'email', 'sms', 'pagerduty'));
ALTER TABLE "alert_states" ADD CONSTRAINT "alert_states_state_known" CHECK ("state" IN ('ok', 'pending', 'firing', 'recovering', 'no_data'));
ALTER TABLE "incident_transitions" ADD CONSTRAINT "incident_transitions_kind_known" CHECK ("kind" IN ('fired', 'recovered', 'acknowledged', 'reminded'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_status_known" CHECK ("status" IN ('pending', 'delivered', 'failed', 'digested'));
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_outcome_known" CHECK ("outcome" IN ('delivered', 'retry', 'failed'));
ALTER TABLE "planned_downtimes" ADD CONSTRAINT "planned_downtimes_ends_after" CHECK ("ends_at" > "starts_at");

-- One address is one destination of a Channel, as long as it is there.
CREATE UNIQUE INDEX "destinations_once" ON "destinations"("channel_slug", "fingerprint") NULLS NOT DISTINCT WHERE "removed_at" IS NULL;

-- Whoever delivers or tells of transitions wakes when there is something, and not before it is committed.
CREATE FUNCTION "notify_channel"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], '');
  RETURN NULL;
END
$$;
CREATE TRIGGER "deliveries_wake" AFTER INSERT ON "deliveries" FOR EACH STATEMENT EXECUTE FUNCTION "notify_channel"('deliveries');
CREATE TRIGGER "incident_transitions_wake" AFTER INSERT ON "incident_transitions" FOR EACH STATEMENT EXECUTE FUNCTION "notify_channel"('incident_transitions');
CREATE TRIGGER "alert_recipes_wake" AFTER INSERT OR UPDATE ON "alert_recipes" FOR EACH STATEMENT EXECUTE FUNCTION "notify_channel"('alert_recipes');
CREATE TRIGGER "pipeline_progress_wake" AFTER INSERT OR UPDATE ON "pipeline_progress" FOR EACH STATEMENT EXECUTE FUNCTION "notify_channel"('pipeline_progress');
