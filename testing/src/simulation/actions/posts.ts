/** Posts and comments, in groups and on walls. */
import { createComment, createPost, remove } from '../../fixtures/clientWrites.ts';
import { joinedOf, adminsOf, type Found, type World } from '../world.ts';
import type { Actions } from './action.ts';

const authorOf = ({ data }: Found) => data['authorId'] as string;

export const post: Actions = (world, chance, newId) => {
  const id = newId();
  const places = [...world.members.keys()].flatMap((groupId) =>
    joinedOf(world, groupId).map((actor) => ({ actor, path: `groups/${groupId}/posts/${id}` })),
  );
  const walls = world.people.map((actor) => ({ actor, path: `users/${actor}/posts/${id}` }));
  return (places.length === 0 || chance.oneIn(3) ? walls : places).map(({ actor, path }) => ({
    actor,
    what: `creates ${path}`,
    writes: [createPost(path, actor)],
  }));
};

export const comment: Actions = (world, _chance, newId) => {
  const id = newId();
  return world.posts.flatMap(({ path: postPath, owner, isInGroup }) => {
    const path = `${postPath}/comments/${id}`;
    return (isInGroup ? joinedOf(world, owner) : world.people).map((actor) => ({
      actor,
      what: `creates ${path}`,
      writes: [createComment(path, actor)],
    }));
  });
};

export const deletePost: Actions = (world) => deletions(world, world.posts);
export const deleteComment: Actions = (world) => deletions(world, world.comments);

/** In a group by the author and the admins, if they are joined; on a wall by the author and the wall's owner. */
function deletions(world: World, documents: Found[]): ReturnType<Actions> {
  return documents.flatMap((found) => {
    const { path, owner, isInGroup } = found;
    const joined = joinedOf(world, owner);
    const deleters = new Set([authorOf(found), ...(isInGroup ? adminsOf(world, owner) : [owner])]);
    return [...deleters]
      .filter((actor) => !isInGroup || joined.includes(actor))
      .map((actor) => ({ actor, what: `deletes ${path}`, writes: [remove(path)] }));
  });
}
