// Can everyone use the settings: on any width, in both themes, with any assistive technology?
import { TEST_APP_SECRET } from '#lib/testing/start-app.ts';
import { insertSceneEndpoint } from '#lib/testing/scene-endpoint.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';

import { expect, test } from './app-test.ts';
import { expectReadable } from './expect-readable.ts';
import { pagesOfSettings } from './pages.ts';

test.use({ scene: 'incidents' });

test('axe finds nothing and nothing overflows on any page of them', async ({
  page,
  app,
  database,
}) => {
  test.slow();
  const userId = await mintPerson(database, { name: 'Ada Admin', isAdministrator: true });
  await insertSceneEndpoint(database, userId);
  const cookie = await mintSession(database, { userId, appSecret: TEST_APP_SECRET });
  const [name = '', value = ''] = cookie.split('=', 2);
  await page.context().addCookies([{ name, value, url: app.url }]);
  for (const path of pagesOfSettings) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    for (const fold of await page.locator('main summary').all()) await fold.click();
    await expectReadable(page);
  }
});
