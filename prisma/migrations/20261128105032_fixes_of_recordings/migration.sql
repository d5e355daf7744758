-- AlterTable
ALTER TABLE "release" ADD COLUMN     "fixesMethodVersion" INTEGER;

-- AlterTable
ALTER TABLE "release_fix" ALTER COLUMN "subject" DROP NOT NULL;
