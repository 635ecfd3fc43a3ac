-- AlterTable
ALTER TABLE "alert_recipes" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'person';

-- AlterTable
ALTER TABLE "incidents" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'person';

-- CreateTable
CREATE TABLE "ifttt_connections" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "code_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token_hash" TEXT,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "ifttt_connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ifttt_triggers" (
    "person_id" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "channel_slug" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "recipe_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "polled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ifttt_triggers_pkey" PRIMARY KEY ("person_id","identity")
);

-- CreateTable
CREATE TABLE "ifttt_notices" (
    "transition_id" UUID NOT NULL,

    CONSTRAINT "ifttt_notices_pkey" PRIMARY KEY ("transition_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ifttt_connections_code_hash_key" ON "ifttt_connections"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "ifttt_connections_token_hash_key" ON "ifttt_connections"("token_hash");

-- CreateIndex
CREATE INDEX "ifttt_connections_person_id_idx" ON "ifttt_connections"("person_id");

-- CreateIndex
CREATE INDEX "ifttt_triggers_identity_idx" ON "ifttt_triggers"("identity");

-- CreateIndex
CREATE INDEX "ifttt_triggers_channel_slug_idx" ON "ifttt_triggers"("channel_slug");

-- CreateIndex
CREATE INDEX "ifttt_triggers_connection_id_idx" ON "ifttt_triggers"("connection_id");

-- CreateIndex
CREATE INDEX "ifttt_triggers_recipe_id_idx" ON "ifttt_triggers"("recipe_id");

-- AddForeignKey
ALTER TABLE "ifttt_connections" ADD CONSTRAINT "ifttt_connections_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ifttt_triggers" ADD CONSTRAINT "ifttt_triggers_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ifttt_triggers" ADD CONSTRAINT "ifttt_triggers_channel_slug_fkey" FOREIGN KEY ("channel_slug") REFERENCES "channels"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ifttt_triggers" ADD CONSTRAINT "ifttt_triggers_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "ifttt_connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ifttt_triggers" ADD CONSTRAINT "ifttt_triggers_recipe_id_fkey" FOREIGN KEY ("recipe_id") REFERENCES "alert_recipes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ifttt_notices" ADD CONSTRAINT "ifttt_notices_transition_id_fkey" FOREIGN KEY ("transition_id") REFERENCES "incident_transitions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "alert_recipes" ADD CONSTRAINT "alert_recipes_origin_known" CHECK ("origin" IN ('person', 'ifttt'));
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_origin_known" CHECK ("origin" IN ('person', 'ifttt'));

-- An incident outlives its Recipe, and nobody who opens one has to think of this.
CREATE FUNCTION "incident_origin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.origin := COALESCE((SELECT origin FROM alert_recipes WHERE id = NEW.recipe_id), 'person');
  RETURN NEW;
END
$$;
CREATE TRIGGER "incidents_origin" BEFORE INSERT ON "incidents" FOR EACH ROW EXECUTE FUNCTION "incident_origin"();
