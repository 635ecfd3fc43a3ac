-- CreateTable
CREATE TABLE "demo_state" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "demo_state_pkey" PRIMARY KEY ("name")
);
