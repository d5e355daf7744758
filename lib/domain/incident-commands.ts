// How to see a forecast conflict oneself: with this program, then with git alone; the same in messages and on pages.
import type { GitCommand } from './git-commands.ts';
import { repositoryUrl } from './github-url.ts';
import type { ConflictFacts } from './incident-facts.ts';
import { culpritCommand, rehearsalCommands, shellWord } from './rehearsal-commands.ts';

/** `server` is GitHub's address, without a slash at its end. */
export function conflictCommands(facts: ConflictFacts, server: string): readonly GitCommand[] {
  const { port, from, target, conflicts, muted } = facts;
  const places = {
    upstreamUrl: repositoryUrl({ server, repository: port.upstream }),
    forkUrl: repositoryUrl({ server, repository: port.fork }),
    baseSha: from.baseSha,
    headSha: from.headSha,
    targetSha: target.sha,
  };
  const [first] = conflicts;
  return [
    {
      what: 'With this program: it ends with 0 when clean, with 1 on conflicts',
      command: `npm run rehearse -- --port ${shellWord(port.slug)} --from ${shellWord(from.release)} --onto ${shellWord(target.name)}`,
      answer: null,
    },
    ...rehearsalCommands(places, conflicts.length + muted),
    ...(first === undefined ? [] : [culpritCommand(places, first.path)]),
  ];
}
