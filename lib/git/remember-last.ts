/**
 * Lets several questions about the same pair of commits, asked in a row, be answered by one reading. Answers to more than the
 * last `count` pairs are not kept in memory, nor are failures.
 */
export function rememberLast<Answer>(
  count: number,
  read: (from: string, to: string) => Promise<Answer>,
): (from: string, to: string) => Promise<Answer> {
  const remembered = new Map<string, Promise<Answer>>();
  return (from, to) => {
    const range = `${from}..${to}`;
    const known = remembered.get(range);
    if (known) return known;
    const answer = read(from, to);
    remembered.set(range, answer);
    answer.catch(() => remembered.delete(range));
    const [oldest] = remembered.keys();
    if (remembered.size > count && oldest !== undefined) remembered.delete(oldest);
    return answer;
  };
}
