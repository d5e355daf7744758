-- AlterTable
ALTER TABLE "conflict" ADD COLUMN     "isConfirmed" BOOLEAN;

-- AlterTable
ALTER TABLE "rehearsal" ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "silentRisksAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "transition" ADD COLUMN     "reason" TEXT;

-- Silent risks were looked for with all rehearsals but those of steps to a patch release, which may have replaced a forecast.
UPDATE "rehearsal" r SET "silentRisksAt" = r."rehearsedAt"
WHERE r."outcome" <> 'error' AND (
  r."targetKind" <> 'patch'
  OR r."isForecast" AND NOT EXISTS (SELECT 1 FROM "transition" t WHERE t."rehearsalId" = r."id")
);
