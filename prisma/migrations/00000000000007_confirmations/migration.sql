-- AlterTable
ALTER TABLE "destinations" ADD COLUMN     "confirm_expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirm_sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirm_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reminders" BOOLEAN NOT NULL DEFAULT true;

-- Whoever delivers sends what confirms a new destination as well.
CREATE TRIGGER "destinations_wake" AFTER INSERT OR UPDATE OF "confirm_sent_at" ON "destinations" FOR EACH STATEMENT EXECUTE FUNCTION "notify_channel"('deliveries');
