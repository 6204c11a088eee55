/** Posts and comments, in groups and on walls. */
import { deleteDoc, doc, serverTimestamp, setDoc } from 'firebase/firestore';
import { joinedOf, adminsOf, type Found, type World } from '../world.ts';
import type { Actions } from './action.ts';

const times = () => ({ createdAt: serverTimestamp(), updatedAt: serverTimestamp() });
const authorOf = ({ data }: Found) => data['authorId'] as string;

export const post: Actions = (world, chance, newId) => {
  const id = newId();
  const places = [...world.members.keys()].flatMap((groupId) =>
    joinedOf(world, groupId).map((actor) => ({ actor, path: `groups/${groupId}/posts/${id}` })),
  );
  const walls = world.people.map((actor) => ({ actor, path: `users/${actor}/posts/${id}` }));
  return (places.length === 0 || chance.oneIn(3) ? walls : places).map(({ actor, path }) => ({
    actor,
    what: `posts ${path}`,
    run: (firestore) =>
      setDoc(doc(firestore, path), { authorId: actor, content: 'Look', ...times() }),
  }));
};

export const comment: Actions = (world, _chance, newId) => {
  const id = newId();
  return world.posts.flatMap(({ path, owner, isInGroup }) =>
    (isInGroup ? joinedOf(world, owner) : world.people).map((actor) => ({
      actor,
      what: `comments ${path}/comments/${id}`,
      run: (firestore) =>
        setDoc(doc(firestore, `${path}/comments/${id}`), {
          authorId: actor,
          content: 'Nice',
          ...times(),
        }),
    })),
  );
};

export const deletePost: Actions = (world) => deletions(world, world.posts);
export const deleteComment: Actions = (world) => deletions(world, world.comments);

/** By the author, while joined, and by staff; on a wall by the author and the wall's owner. */
function deletions(world: World, documents: Found[]): ReturnType<Actions> {
  return documents.flatMap((found) => {
    const { path, owner, isInGroup } = found;
    const joined = joinedOf(world, owner);
    const may = isInGroup
      ? new Set([authorOf(found), ...adminsOf(world, owner)])
      : new Set([authorOf(found), owner]);
    return [...may]
      .filter((actor) => !isInGroup || joined.includes(actor))
      .map((actor) => ({
        actor,
        what: `deletes ${path}`,
        run: (firestore) => deleteDoc(doc(firestore, path)),
      }));
  });
}
