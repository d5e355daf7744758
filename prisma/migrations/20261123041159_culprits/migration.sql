-- AlterTable
ALTER TABLE "conflict" ADD COLUMN     "culpritFoundBy" TEXT,
ADD COLUMN     "culpritReason" TEXT,
ALTER COLUMN "culpritCl" SET DATA TYPE TEXT;
