import type { Metadata } from 'next';

import { canonical } from '#app/share-metadata.ts';
import { AlertSections } from '#components/method/alert-sections.tsx';
import { DatesSections } from '#components/method/dates-sections.tsx';
import { ExposureSection } from '#components/method/exposure-section.tsx';
import { PatchSections } from '#components/method/patch-sections.tsx';
import { RehearsalSections } from '#components/method/rehearsal-sections.tsx';
import { SourceSections } from '#components/method/source-sections.tsx';

export function generateMetadata(): Metadata {
  return {
    title: 'Method',
    description: 'How each number is made, and the git command that makes it again.',
    alternates: canonical('/method'),
  };
}

const contents = [
  ['rebase', 'Rebase'],
  ['patch', 'Patch'],
  ['touch', 'Touch surface'],
  ['subsystems', 'Subsystems'],
  ['kinds', 'Kinds of edits'],
  ['copied', 'Copied from'],
  ['commits', 'Commits'],
  ['dates', 'Dates and lag'],
  ['state', 'State of a port'],
  ['exposure', 'CVEs and exposure'],
  ['rehearsal', 'Rehearsal and forecast'],
  ['hand-work', 'Hand work'],
  ['pressure', 'Pressure'],
  ['culprit', 'Culprit'],
  ['backtest', 'Backtest'],
  ['silent-risk', 'Silent risk'],
  ['alerts', 'Alerts'],
  ['polling', 'Polling'],
  ['measured', 'Measured and recorded'],
] as const;

export default function MethodPage() {
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">How each number is made</h1>
      <p className="mt-1 max-w-prose text-muted">
        Every number comes from plain git on two commits. In the commands below, BASE and HEAD stand
        for them; the page of each rebase gives the commands with its own commits filled in.
      </p>
      <nav aria-label="Contents" className="mt-5 mb-8">
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm leading-7">
          {contents.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="link">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <PatchSections />
      <DatesSections />
      <ExposureSection />
      <RehearsalSections />
      <AlertSections />
      <SourceSections />
    </main>
  );
}
