/** What opens each row, table by table; tables without any are left out. */
function listTables(): readonly (readonly HTMLAnchorElement[])[] {
  return [...document.querySelectorAll('main table')]
    .map((table) =>
      [...table.querySelectorAll('tbody > tr')].flatMap((row) => {
        const link = findOpener(row);
        return link === null || link.getClientRects().length === 0 ? [] : [link];
      }),
    )
    .filter((links) => links.length > 0);
}

/** The first link of a row; one to what a word means only where there is no other. */
function findOpener(row: Element): HTMLAnchorElement | null {
  return (
    row.querySelector<HTMLAnchorElement>('a[href]:not([href^="/method#"])') ??
    row.querySelector<HTMLAnchorElement>('a[href]')
  );
}

export function hasRows(): boolean {
  return listTables().length > 0;
}

/** Gives the focus to the link of the next row, or of the row before. Without a row in sight that has it, the first table in sight begins. */
export function moveRow(step: 1 | -1): void {
  const tables = listTables();
  const row = document.activeElement?.closest('tbody > tr');
  for (const links of row && isInSight(row) ? tables : []) {
    const place = links.findIndex((link) => row?.contains(link));
    if (place !== -1) {
      links[Math.min(Math.max(place + step, 0), links.length - 1)]?.focus();
      return;
    }
  }
  const links = tables.find((each) => each.some(isInSight)) ?? tables[0];
  (links?.find(isInSight) ?? links?.[0])?.focus();
}

/** Takes the focus from a row that has it. */
export function leaveRow(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.closest('tbody > tr')) {
    activeElement.blur();
  }
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}
