/** The extra fields that firegroups.config.ts declares, in the HTTP API. If it declares none: the map is refused. */
import { expect, test } from '@jest/globals';
import { groupPath } from '@firegroups/model';
import { sampleExtra } from '../../testing/src/fixtures/extra.ts';
import { send, useApi } from '../../testing/src/http/useApi.ts';

const api = useApi('extra');

test('a group has them', async () => {
  const { token } = await api.register('Ann');
  const create = (extra: object) =>
    send(api, '/group/create', { token, body: { title: 'Chess club', extra } });
  expect((await create({ undeclared: 1 })).status).toBe(400);
  const extra = sampleExtra('groups');
  if (!extra) return;
  const { status, body } = await create(extra);
  expect(status).toBe(201);
  const { groupId } = body as { groupId: string };
  expect((await api.lane.admin().doc(groupPath(groupId)).get()).get('extra')).toBeDefined();
  const page = await send(api, '/group/browse', { token });
  const { groups } = page.body as { groups: { id: string; extra?: unknown }[] };
  // In JSON, times are texts.
  expect(groups.find(({ id }) => id === groupId)?.extra).toEqual(JSON.parse(JSON.stringify(extra)));
});
