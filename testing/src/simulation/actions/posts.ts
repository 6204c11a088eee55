/** Posts and comments, in groups and on walls. */
import { createComment, createPost, remove } from '../../fixtures/clientWrites.ts';
import { joinedOf, adminsOf, type Found, type SeedState } from '../state.ts';
import type { Actions } from './action.ts';

const authorOf = ({ data }: Found) => data['authorId'] as string;

export const post: Actions = (state, random, newId) => {
  const id = newId();
  const places = [...state.members.keys()].flatMap((groupId) =>
    joinedOf(state, groupId).map((actor) => ({ actor, path: `groups/${groupId}/posts/${id}` })),
  );
  const walls = state.users.map((actor) => ({ actor, path: `users/${actor}/posts/${id}` }));
  return (places.length === 0 || random.oneIn(3) ? walls : places).map(({ actor, path }) => ({
    actor,
    what: `creates ${path}`,
    writes: [createPost(path, actor)],
  }));
};

export const comment: Actions = (state, _random, newId) => {
  const id = newId();
  return state.posts.flatMap(({ path: postPath, owner, isInGroup }) => {
    const path = `${postPath}/comments/${id}`;
    return (isInGroup ? joinedOf(state, owner) : [...state.withProfile]).map((actor) => ({
      actor,
      what: `creates ${path}`,
      writes: [createComment(path, actor)],
    }));
  });
};

export const deletePost: Actions = (state) => deletions(state, state.posts);
export const deleteComment: Actions = (state) => deletions(state, state.comments);

/** In a group by the author and the admins, if they are joined; on a wall by the author and the wall's owner. */
function deletions(state: SeedState, documents: Found[]): ReturnType<Actions> {
  return documents.flatMap((found) => {
    const { path, owner, isInGroup } = found;
    const joined = joinedOf(state, owner);
    const deleters = new Set([authorOf(found), ...(isInGroup ? adminsOf(state, owner) : [owner])]);
    return [...deleters]
      .filter((actor) => !isInGroup || joined.includes(actor))
      .map((actor) => ({ actor, what: `deletes ${path}`, writes: [remove(path)] }));
  });
}
