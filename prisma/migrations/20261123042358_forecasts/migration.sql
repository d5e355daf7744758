-- AlterTable
ALTER TABLE "rehearsal" ADD COLUMN     "isForecast" BOOLEAN NOT NULL DEFAULT false;
