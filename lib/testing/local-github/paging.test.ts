import { describe, expect, it } from 'vitest';
import { cutPage } from './paging.ts';

const NUMBERS = Array.from({ length: 65 }, (_, index) => index + 1);
const URL = 'http://x/y';

describe('cutPage', () => {
  it('gives thirty at a time and leads to the next and the last page', () => {
    const page = cutPage(NUMBERS, new URLSearchParams(), URL);
    expect(page.items).toHaveLength(30);
    expect(page.link).toBe('<http://x/y?page=2>; rel="next", <http://x/y?page=3>; rel="last"');
  });

  it('leads from a page in the middle to all four', () => {
    const page = cutPage(NUMBERS, new URLSearchParams('per_page=20&page=2'), URL);
    expect(page.items).toEqual(NUMBERS.slice(20, 40));
    expect(page.link).toBe(
      [
        '<http://x/y?per_page=20&page=1>; rel="prev"',
        '<http://x/y?per_page=20&page=3>; rel="next"',
        '<http://x/y?per_page=20&page=4>; rel="last"',
        '<http://x/y?per_page=20&page=1>; rel="first"',
      ].join(', '),
    );
  });

  it('leads back from the last page and sends no header for an only page', () => {
    const last = cutPage(NUMBERS, new URLSearchParams('page=3'), URL);
    expect(last.items).toEqual([61, 62, 63, 64, 65]);
    expect(last.link).toBe('<http://x/y?page=2>; rel="prev", <http://x/y?page=1>; rel="first"');
    expect(cutPage(NUMBERS, new URLSearchParams('per_page=100'), URL).link).toBeNull();
  });

  it('reads counts as GitHub does: too much is a hundred, nonsense the default', () => {
    const many = Array.from({ length: 250 }, () => 0);
    expect(cutPage(many, new URLSearchParams('per_page=500'), URL).items).toHaveLength(100);
    expect(cutPage(many, new URLSearchParams('per_page=x&page=-1'), URL).items).toHaveLength(30);
    expect(cutPage(many, new URLSearchParams('page=99'), URL).items).toHaveLength(0);
  });
});
