// Issues of the hosted repositories, as far as the product reads and writes them.
// https://docs.github.com/en/rest/issues/issues
import { z } from 'zod';

export interface HostedIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  /** ISO 8601, to the second. */
  readonly created_at: string;
  readonly updated_at: string;
}

export interface IssueWrite {
  readonly method: string;
  /** What follows the repository in the URL: "/issues" or "/issues/7". */
  readonly path: string;
  readonly body: unknown;
}

export interface IssueBook {
  /** Oldest first. */
  readonly list: (repositoryId: number) => readonly HostedIssue[];
  /** Null: there is no such issue. Throws when the body is not as GitHub wants it. */
  readonly write: (repositoryId: number, write: IssueWrite) => HostedIssue | null;
}

const created = z.object({ title: z.string().min(1).max(256), body: z.string().optional() });
const changed = z.object({
  title: z.string().min(1).max(256).optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
});

export function createIssueBook(now: () => number): IssueBook {
  const books = new Map<number, HostedIssue[]>();
  const list = (repositoryId: number): HostedIssue[] => books.get(repositoryId) ?? [];
  const time = (): string => new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    list,
    write: (repositoryId, { method, path, body }) => {
      const held = list(repositoryId);
      if (method === 'POST' && path === '/issues') {
        const { title, body: text = null } = created.parse(body);
        const times = { created_at: time(), updated_at: time() };
        const issue = {
          number: held.length + 1,
          title,
          body: text,
          state: 'open',
          ...times,
        } as const;
        books.set(repositoryId, [...held, issue]);
        return issue;
      }
      const number = Number(/^\/issues\/(\d+)$/.exec(path)?.[1]);
      const issue = held.find((other) => other.number === number);
      if (method !== 'PATCH' || issue === undefined) return null;
      const {
        title = issue.title,
        body: text = issue.body,
        state = issue.state,
      } = changed.parse(body);
      const edited = { ...issue, title, body: text, state, updated_at: time() };
      books.set(
        repositoryId,
        held.map((other) => (other.number === number ? edited : other)),
      );
      return edited;
    },
  };
}
